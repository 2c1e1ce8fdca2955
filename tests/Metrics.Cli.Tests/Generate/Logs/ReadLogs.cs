using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Cli.Tests.Generate.Logs;

/// <summary>An event as it was read: its identity and its content by the contract.</summary>
sealed record ReadEvent(
    string Source, string CaseId, EventKind Kind, DateTime At, long Updated, string Identity, string Content, bool UnknownItem, bool UnknownPolicy);

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
        var shards = new EventShards(1, lines: KeptLines.None);
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
        static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
        var (caseId, eventId) = (Text(r.CaseId.ToUtf8()), Text(r.EventId.ToUtf8()));
        var (item, policy) = (Text(r.ItemCode), Text(r.Policy));
        var content = string.Join('|', caseId, r.At, r.Kind, item, policy, r.District, r.Channel, Text(r.Stage), Text(r.Stages), r.Result, r.Reason,
            r.Number, Text(r.ProjectCode));
        return new(source, caseId, r.Kind, new(r.At), r.Updated, eventId.Length == 0 ? content : $"{caseId} {eventId.TrimStart('0')} {r.Kind}", content,
            item.Length > 0 && !_catalogue.Contains($"\n{item},", StringComparison.Ordinal) && !_catalogue.Contains($",{item},", StringComparison.Ordinal),
            policy.Length > 0 && !_policies.Contains($"\"{policy}\"", StringComparison.Ordinal));
    }
}
