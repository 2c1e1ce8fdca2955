using System.Text;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Documents.Published;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Policies;
using Metrics.Summaries;

namespace Metrics.Documents.Tests;

/// <summary>A city with four cases of 2019, and its publication on the last day of the year.</summary>
static class SmallCity
{
    const string Catalogue = """
        item_code,name,kind,department,online,hall,promised_days,policy
        A1,企业设立登记,licence,市场监管局,1,1,2,business_setup
        B2,"公章, 刻制",licence,公安局,1,0,5,
        C3,=1+1,other,公安局,0,0,5,
        """;

    // 4 March 2019 is a Monday. s: 1 working day. b: 2. late: 6 of 5. o: open and overdue.
    internal const string Log = """
        case_id,event,at,item_code,district,result,stage
        s,accepted,2019-03-04,A1,420106,,
        s,stage_done,2019-03-05,,,,registration
        s,stage_done,2019-03-05,,,,seal
        s,stage_done,2019-03-05,,,,invoice
        s,stage_done,2019-03-05,,,,social_insurance
        b,accepted,2019-03-04,B2,420106,,
        b,decided,2019-03-06,,,granted,
        late,accepted,2019-03-04,B2,420107,,
        late,decided,2019-03-12,,,granted,
        o,accepted,2019-05-06,C3,420107,,
        """;

    internal static Publication Publication { get; } = Published("云溪市");

    internal static Task<PublicationReader> ReadAsync() => ReadAsync(Publication.Files);

    internal static Task<PublicationReader> ReadAsync(IReadOnlyDictionary<string, byte[]> files) => PublicationReader.OpenAsync(
        (name, _) => Task.FromResult<Stream?>(files.TryGetValue(name, out var bytes) ? new MemoryStream(bytes) : null), TestContext.Current.CancellationToken);

    /// <param name="log">Null: that of the four cases.</param>
    /// <param name="more">Lines behind it.</param>
    /// <param name="asOf">Null: the last day of the year.</param>
    internal static Publication Published(string city, string? log = null, string more = "", DateOnly? asOf = null)
    {
        LogFile[] logs = [new("one_net", "2019.csv", () => new MemoryStream(Encoding.UTF8.GetBytes($"{log ?? Log}\n{more}")))];
        using var shards = new EventShards(2);
        var tallies = CaseLogReader.Read(logs, shards, 1);
        var reference = Reference.Read(Encoding.UTF8.GetBytes(Catalogue), null, CalendarBook.Build(CalendarRecords.Shipped));
        var day = asOf ?? new(2019, 12, 31);
        var merged = ShardFold.FoldAll(shards, logs.Length, reference, Day.Of(day), 1);
        return Summaries.Publication.Of(RunResult.Complete(merged, tallies, reference, day, city));
    }
}
