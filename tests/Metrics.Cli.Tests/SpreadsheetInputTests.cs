namespace Metrics.Cli.Tests;

/// <summary>The command line reads spreadsheets that another program has written, as logs and as the catalogue.</summary>
public sealed class SpreadsheetInputTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-sheets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData("log.xls"), InlineData("log.xlsx"), InlineData("log-1904.xlsx")]
    public async Task A_spreadsheet_gives_the_tables_and_rejected_lines_of_its_csv(string name)
    {
        var csv = await SummarizeAsync("log.csv");
        var sheet = await SummarizeAsync(name);
        Assert.Equal(csv.Tables.Replace("log.csv", name, StringComparison.Ordinal), sheet.Tables);
        Assert.Equal(csv.Rejected, sheet.Rejected);
        Assert.StartsWith("9 spoilt_id case_id", sheet.Rejected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_spreadsheet_is_told_and_the_others_are_read()
    {
        Copy("log.xlsx", "in/hall/a.xlsx");
        File.WriteAllBytes(Path.Combine(_folder, "in/hall/b.xlsx"), File.ReadAllBytes(Written("log.xlsx"))[..5000]);
        var run = await RunAsync("in/hall", "out");
        Assert.Contains("b.xlsx", run.Error, StringComparison.Ordinal);
        Assert.Contains("damaged", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("b.xlsx", File.ReadAllText(Path.Combine(_folder, "out/quality.csv")), StringComparison.Ordinal);
    }

    async Task<(string Tables, string Rejected)> SummarizeAsync(string name)
    {
        Copy(name, $"{name}.in/hall/{name}");
        var run = await RunAsync($"{name}.in/hall", name + ".out", "--rejected", Path.Combine(_folder, name + ".rejected"));
        Assert.Equal(0, run.ExitCode);
        var tables = Directory.GetFiles(Path.Combine(_folder, name + ".out"), "*.csv").Order(StringComparer.Ordinal).Select(File.ReadAllText);
        var rejected = File.ReadAllLines(Path.Combine(_folder, name + ".rejected/hall", name + ".ndjson"))
            .Select(l => System.Text.Json.Nodes.JsonNode.Parse(l)!).Select(l => $"{l["line"]} {l["reason"]} {l["column"]} {l["fields"]!["at"]}");
        return (string.Concat(tables), string.Join('\n', rejected));
    }

    Task<MetricsProcess> RunAsync(string logs, string into, params string[] arguments)
    {
        var catalogue = Path.Combine(_folder, "catalogue.csv");
        File.WriteAllText(catalogue, "item_code,kind,promised_days\nA1,licence,3\n");
        return MetricsProcess.RunAsync(
            ["summarize", "--logs", Path.Combine(_folder, logs), "--catalogue", catalogue, "--out", Path.Combine(_folder, into), "--as-of", "2019-03-31", .. arguments]);
    }

    static string Written(string name) => Repository.File("tests/Metrics.Tests/Spreadsheets/written/" + name);

    void Copy(string name, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, to))!);
        File.Copy(Written(name), Path.Combine(_folder, to));
    }
}
