using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Policies;
using Metrics.Summaries;

namespace Metrics.Tests;

/// <summary>One conformance example: inputs, and the tables that they must give.</summary>
public sealed record Conformance(
    string Name, IReadOnlyList<LogFile> Logs, byte[] Catalogue, byte[]? Policies, DateOnly AsOf, DateOnly? KnownOn, bool Layers,
    IReadOnlyDictionary<string, string>? Expected)
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "conformance");

    /// <summary>The tables that the engine gives, by name.</summary>
    public IReadOnlyDictionary<string, string> Run(int threads = 2, int shards = 8)
    {
        var reference = Reference.Read(Catalogue, Policies, Calendar());
        return Tables(reference, Logs, AsOf, threads, shards);
    }

    public CalendarBook Calendar() => CalendarBook.Build(CalendarRecords.Shipped, KnownOn, Layers);

    public static IReadOnlyDictionary<string, string> Tables(
        Reference reference, IReadOnlyList<LogFile> logs, DateOnly asOf, int threads = 2, int shardCount = 8)
    {
        var shards = new EventShards(shardCount);
        var tallies = CaseLogReader.Read(logs, shards, threads);
        var merged = ShardFold.FoldAll(shards, logs.Count, reference, asOf.DayNumber, threads);
        return Summary.From(merged, tallies, reference, asOf).Tables.ToDictionary(t => t.Name, t => Encoding.UTF8.GetString(t.Csv));
    }

    public static Conformance Rule(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "rules", name + ".json")));
        var root = json.RootElement;
        var expected = root.GetProperty("expected");
        var policies = root.GetProperty("policies");
        return new(name, Sort(root.GetProperty("logs").EnumerateObject().Select(Log)),
            Encoding.UTF8.GetBytes(root.GetProperty("catalogue").GetString()!),
            policies.ValueKind == JsonValueKind.Null ? null : Encoding.UTF8.GetBytes(policies.GetRawText()),
            Day(root.GetProperty("as_of").GetString()!),
            root.GetProperty("known_on").GetString() is { } known ? Day(known) : null,
            root.GetProperty("layers").GetBoolean(),
            expected.TryGetProperty("refused", out _) ? null
                : expected.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString()!));
    }

    static LogFile Log(JsonProperty log)
    {
        var slash = log.Name.IndexOf('/', StringComparison.Ordinal);
        var bytes = log.Value.TryGetProperty("text", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!)
            : log.Value.GetProperty("base64").GetBytesFromBase64();
        return new(log.Name[..slash], log.Name[(slash + 1)..], () => new MemoryStream(bytes));
    }

    /// <param name="number">1 to 3.</param>
    public static Conformance Adversarial(int number)
    {
        var folder = Path.Combine(Folder, "logs", number.ToString(CultureInfo.InvariantCulture));
        var known = Path.Combine(folder, "known_on.txt");
        return new($"logs/{number}", Sort(Directory.EnumerateDirectories(Path.Combine(folder, "logs")).SelectMany(Under)),
            File.ReadAllBytes(Path.Combine(folder, "catalogue.csv")), File.ReadAllBytes(Path.Combine(folder, "policies.json")),
            Day(File.ReadAllText(Path.Combine(folder, "as_of.txt"))), File.Exists(known) ? Day(File.ReadAllText(known)) : null,
            !File.Exists(Path.Combine(folder, "no_layers.txt")),
            Directory.EnumerateFiles(Path.Combine(folder, "expected")).ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText));
    }

    static IEnumerable<LogFile> Under(string source) =>
        Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Select(f =>
            new LogFile(Path.GetFileName(source), Path.GetRelativePath(source, f).Replace('\\', '/'), () => File.OpenRead(f)));

    static List<LogFile> Sort(IEnumerable<LogFile> files) =>
        [.. files.OrderBy(f => f.Source, Utf8Order.Instance).ThenBy(f => f.Name, Utf8Order.Instance)];

    static DateOnly Day(string text) => DateOnly.ParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
