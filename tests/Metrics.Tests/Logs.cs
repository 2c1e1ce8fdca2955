using System.IO.Compression;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Tests;

/// <summary>Reads logs that are given in a test.</summary>
static class Logs
{
    public const string Header =
        "case_id,event_id,event,at,item_code,policy,district,channel,stage,stages,result,reason,days,project_code,rating\n";

    static Logs() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static LogFile File(string name, byte[] bytes, string source = "one_window") => new(source, name, () => new MemoryStream(bytes));

    public static LogFile Csv(string text) => File("a.csv", Encoding.UTF8.GetBytes(text));

    public static LogFile Json(string text) => File("a.ndjson", Encoding.UTF8.GetBytes(text));

    public static byte[] Gb18030(string text) => Encoding.GetEncoding("GB18030").GetBytes(text);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>Everything that reading gives, as text that can be compared: tallies, rejections and events in order.</summary>
    public static ReadLogs Read(IReadOnlyList<LogFile> files, int threads = 1, int chunkSize = 2 << 20)
    {
        var shards = new EventShards(4);
        var rejections = new List<(int File, Rejection Rejection)>();
        var tallies = CaseLogReader.Read(files, shards, threads, chunkSize, (file, rejection) =>
        {
            lock (rejections)
                rejections.Add((file, rejection));
        });
        var events = Enumerable.Range(0, shards.Count).SelectMany(shard => shards.Read(shard)).SelectMany(Describe);
        return new(tallies, [.. rejections.OrderBy(r => r.File).ThenBy(r => r.Rejection.Line)], [.. events.Order().Select(e => e.Text)]);
    }

    public static ReadLogs Read(LogFile file) => Read([file]);

    static List<(int File, uint Line, string Text)> Describe(EventSegment segment)
    {
        var events = new List<(int, uint, string)>();
        for (var rest = segment.Records.Span; !rest.IsEmpty;)
        {
            var e = EventRecord.At0(rest);
            events.Add((segment.File, e.Line, Describe(e)));
            rest = rest[e.Size..];
        }
        return events;
    }

    static string Describe(EventRecord e) => string.Join('|',
        e.Line, Text(e.CaseId.ToUtf8()), Text(e.EventId.ToUtf8()), e.Kind, new DateTime(e.At).ToString("yyyy-MM-ddTHH:mm:ss.fffffff"), Text(e.ItemCode),
        Text(e.Policy), e.District, e.Channel, Text(e.Stage), Text(e.Stages), e.Result, e.Reason, e.Number, Text(e.ProjectCode)) + Version(e);

    /// <summary>What follows the fields, on the lines that have it.</summary>
    static string Version(EventRecord e) => (e.Updated == 0 ? "" : $"|{new DateTime(e.Updated):yyyy-MM-ddTHH:mm:ss.fffffff}") + (e.Deleted ? "|deleted" : "");

    static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

sealed record ReadLogs(IReadOnlyList<LogTally> Tallies, IReadOnlyList<(int File, Rejection Rejection)> Rejections, IReadOnlyList<string> Events)
{
    public LogTally Tally => Tallies.Single();

    /// <summary>Reason codes of the only file's rejected lines, in line order, as <c>line code column</c>.</summary>
    public IEnumerable<string> Reasons => Rejections.Select(r => $"{r.Rejection.Line} {r.Rejection.Reason.Code()} {r.Rejection.Column}".TrimEnd());

    /// <summary>All that must not depend on how the bytes were cut or packed.</summary>
    public string Everything => string.Join('\n', [.. Tallies.Select(t => t.Refusal?.En ?? ""), Content]);

    /// <summary>The same without the words of a refusal, which describe the bytes.</summary>
    public string Content => string.Join('\n',
    [
        .. Tallies.Select(t => $"{t.Lines} {string.Join(',', t.Rejected)} {(t.Refusal is null ? "read" : "refused")}"),
        .. Rejections.Select(r => $"{r.File} {r.Rejection} {string.Join(',', r.Rejection.Fields)}"),
        .. Events,
    ]);
}
