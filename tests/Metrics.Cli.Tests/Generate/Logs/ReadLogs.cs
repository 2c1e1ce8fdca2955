using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Cli.Tests.Generate.Logs;

/// <summary>An event as it was read: its identity and its content by the contract.</summary>
sealed record ReadEvent(
    string Source, string CaseId, EventKind Kind, DateTime At, string Identity, string Content, bool UnknownItem, bool UnknownPolicy);

/// <summary>A generated city and its logs, read by the product's reader.</summary>
public sealed class ReadLogs : IDisposable
{
    readonly string _catalogue;
    readonly string _policies;

    public ReadLogs()
    {
        _catalogue = Encoding.UTF8.GetString(City.Read("catalogue.csv"));
        _policies = Encoding.UTF8.GetString(City.Read("policies.json"));
        var files = City.Files.Where(f => f.StartsWith("logs/", StringComparison.Ordinal)).Select(f => f.Split('/', 3))
            .Select(p => new LogFile(p[1], p[2], () => new MemoryStream(City.Read(string.Join('/', p))))).ToList();
        var shards = new EventShards(1, lines: false);
        Tallies = CaseLogReader.Read(files, shards, threads: 2, (_, rejection) => { lock (Rejected) Rejected.Add(rejection); });
        foreach (var segment in shards.Read(0))
            for (var rest = segment.Records.Span; !rest.IsEmpty; rest = rest[EventRecord.At0(rest).Size..])
                Events.Add(Event(EventRecord.At0(rest), files[segment.File].Source));
    }

    public GeneratedFolder City { get; } = new();
    internal IReadOnlyList<LogTally> Tallies { get; }
    internal List<Rejection> Rejected { get; } = [];
    internal List<ReadEvent> Events { get; } = [];

    public void Dispose() => City.Dispose();

    ReadEvent Event(EventRecord r, string source)
    {
        var content = Convert.ToHexString(r.Bytes);
        var (caseId, eventId) = (Encoding.UTF8.GetString(r.CaseId.ToUtf8()), Encoding.UTF8.GetString(r.EventId.ToUtf8()));
        var (item, policy) = (Encoding.UTF8.GetString(r.ItemCode), Encoding.UTF8.GetString(r.Policy));
        return new(source, caseId, r.Kind, new(r.At), eventId.Length == 0 ? content : $"{caseId} {eventId}", content,
            item.Length > 0 && !_catalogue.Contains($"\n{item},", StringComparison.Ordinal),
            policy.Length > 0 && !_policies.Contains($"\"{policy}\"", StringComparison.Ordinal));
    }
}
