using System.Text.Json;
using Metrics.CaseLogs;
using Xunit;

namespace Metrics.Tests.CaseLogs;

public sealed class ConformanceLogTests
{
    const int FormReasons = (int)RejectReason.BadRating + 1;

    static string Folder => Path.Combine(AppContext.BaseDirectory, "conformance");

    public static TheoryData<string> Rules => [.. Directory.GetFiles(Path.Combine(Folder, "rules"), "*.json")
        .Where(HasQuality).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Cities => [.. Directory.GetDirectories(Path.Combine(Folder, "logs")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Rules))]
    public void Lines_and_faults_of_form_are_those_of_the_rule(string rule)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "rules", rule + ".json")));
        var files = json.RootElement.GetProperty("logs").EnumerateObject().Select(log => Logs.File(
            log.Name[(log.Name.IndexOf('/') + 1)..], Bytes(log.Value), log.Name[..log.Name.IndexOf('/')])).ToList();
        Check(json.RootElement.GetProperty("expected").GetProperty("quality").GetString()!, files);
    }

    [Theory, MemberData(nameof(Cities))]
    public void Lines_and_faults_of_form_are_those_of_the_city(string city)
    {
        var root = Path.Combine(Folder, "logs", city);
        var files = Directory.GetDirectories(Path.Combine(root, "logs")).SelectMany(source => Directory
            .GetFiles(source, "*", SearchOption.AllDirectories).Select(path => Logs.File(
                Path.GetRelativePath(source, path), File.ReadAllBytes(path), Path.GetFileName(source)))).ToList();
        Check(File.ReadAllText(Path.Combine(root, "expected", "quality.csv")), files);
    }

    static bool HasQuality(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return json.RootElement.GetProperty("expected").TryGetProperty("quality", out _);
    }

    static byte[] Bytes(JsonElement log) => log.TryGetProperty("text", out var text)
        ? System.Text.Encoding.UTF8.GetBytes(text.GetString()!)
        : log.GetProperty("base64").GetBytesFromBase64();

    /// <summary>Source, file, lines and the reasons of form; the rest of the table needs identity and reference data.</summary>
    static void Check(string quality, IReadOnlyList<LogFile> files)
    {
        var expected = quality.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells)
            .Select(c => string.Join(',', [c[0], c[1], c[2], .. c[6..(6 + FormReasons)]]));
        var found = Logs.Read(files, threads: 2, chunkSize: 4096).Tallies.Where(t => t.Refusal is null)
            .Select(t => string.Join(',', [t.File.Source, t.File.Name, t.Lines, .. t.Rejected.Take(FormReasons)]));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    static string[] Cells(string row) => row.Contains('"')
        ? [.. row.Split('"')[0].TrimEnd(',').Split(','), row.Split('"')[1], .. row.Split('"')[2][1..].Split(',')]
        : row.Split(',');
}
