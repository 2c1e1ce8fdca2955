using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Mappings;
using Metrics.Policies;
using Metrics.Summaries;

namespace Metrics.Tests;

/// <summary>One conformance example: inputs, and the tables that they must give.</summary>
/// <param name="Expected">By table; null: the reference data are refused.</param>
public sealed record Conformance(
    string Name, IReadOnlyList<LogFile> Logs, byte[] Catalogue, byte[]? Policies, byte[]? Mappings, byte[]? Register, DateOnly AsOf, DateOnly? KnownOn,
    bool Layers, IReadOnlyDictionary<string, string>? Expected)
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "conformance");

    /// <summary>The tables that the engine gives, by name.</summary>
    public IReadOnlyDictionary<string, string> Run(int threads = 2, int shards = 8)
    {
        var reference = Reference.Read(Catalogue, Policies, Calendar(), Register);
        return Tables(reference, MappedLogs(), AsOf, threads, shards);
    }

    /// <summary>The logs with the mappings that read them.</summary>
    public IReadOnlyList<LogFile> MappedLogs()
    {
        var mappings = Mappings is null ? MappingSet.None : MappingSet.Read(Mappings);
        return [.. Logs.Select(log => log with { Mapping = mappings.Find(log.Source, log.Name) })];
    }

    public CalendarBook Calendar() => CalendarBook.Build(CalendarRecords.Shipped, KnownOn, Layers);

    public static IReadOnlyDictionary<string, string> Tables(
        Reference reference, IReadOnlyList<LogFile> logs, DateOnly asOf, int threads = 2, int shardCount = 8)
    {
        var shards = new EventShards(shardCount);
        var tallies = CaseLogReader.Read(logs, shards, threads);
        CaseLogReader.DropReplaced(tallies, shards);
        var merged = ShardFold.FoldAll(shards, logs.Count, reference, Metrics.Day.Of(asOf), threads);
        return Summary.Of(RunResult.Complete(merged, tallies, reference, asOf)).Tables.ToDictionary(t => t.Name, t => Encoding.UTF8.GetString(t.Csv));
    }

    public static Conformance Rule(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "rules", name + ".json")));
        var root = json.RootElement;
        var expected = root.GetProperty("expected");
        var logs = root.GetProperty("logs").EnumerateObject().Select(l => (l.Name, Bytes: Bytes(l.Value)!)).ToList();
        var register = Bytes(root.GetProperty("register"));
        return new(name, Sort(logs.Select(l => Log(l.Name, l.Bytes))), Bytes(root.GetProperty("catalogue"))!, Bytes(root.GetProperty("policies")),
            Bytes(root.GetProperty("mappings")), register, Day(root.GetProperty("as_of").GetString()!), root.GetProperty("known_on").GetString() is { } known ? Day(known) : null,
            root.GetProperty("layers").GetBoolean(),
            expected.TryGetProperty("refused", out _) ? null : expected.EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString()!));
    }

    /// <param name="folder">With logs, catalogue, as_of.txt and expected tables, and perhaps the other inputs.</param>
    public static Conformance In(string folder)
    {
        string? There(string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;
        var logs = Sort(Directory.EnumerateDirectories(Path.Combine(folder, "logs")).SelectMany(Under));
        var register = There("register.csv") is { } path ? File.ReadAllBytes(path) : null;
        return new(folder, logs, File.ReadAllBytes(Path.Combine(folder, "catalogue.csv")), There("policies.json") is { } policies ? File.ReadAllBytes(policies) : NoPolicies,
            There("mappings.json") is { } mappings ? File.ReadAllBytes(mappings) : null, register, Day(File.ReadAllText(Path.Combine(folder, "as_of.txt"))), There("known_on.txt") is { } known ? Day(File.ReadAllText(known)) : null,
            There("no_layers.txt") is null,
            Directory.EnumerateFiles(Path.Combine(folder, "expected")).ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText));
    }

    // The situations from the field, which have no file, were worked without any policy, not with the shipped one.
    static byte[] NoPolicies => """{ "policies": [] }"""u8.ToArray();

    static LogFile Log(string path, byte[] bytes)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return new(path[..slash], path[(slash + 1)..], () => new MemoryStream(bytes));
    }

    static byte[]? Bytes(JsonElement file) => file.ValueKind == JsonValueKind.Null ? null
        : file.TryGetProperty("text", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!) : file.GetProperty("base64").GetBytesFromBase64();

    static IEnumerable<LogFile> Under(string source) =>
        Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Select(f =>
            new LogFile(Path.GetFileName(source), Path.GetRelativePath(source, f).Replace('\\', '/'), () => File.OpenRead(f)));

    static List<LogFile> Sort(IEnumerable<LogFile> files) =>
        [.. files.OrderBy(f => f.Source, Utf8Order.Instance).ThenBy(f => f.Name, Utf8Order.Instance)];

    static DateOnly Day(string text) => DateOnly.ParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
