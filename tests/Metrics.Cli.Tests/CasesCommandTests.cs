using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;

namespace Metrics.Cli.Tests;

/// <summary><c>metrics cases</c>: the rows behind a number, against what DuckDB finds in the same files.</summary>
public sealed class CasesCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-cases-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Evidence => Path.Combine(_folder, "evidence");

    Task<MetricsProcess> SummarizeAsync() =>
        MetricsProcess.RunAsync(["summarize", .. ExampleInputs.Of("1"), "--out", Path.Combine(_folder, "summary"), "--evidence", Evidence]);

    Task<MetricsProcess> CasesAsync(params string[] args) => MetricsProcess.RunAsync(["cases", Evidence, .. args]);

    [Fact]
    public async Task The_rows_and_their_order_are_those_of_the_same_question_in_sql()
    {
        await SummarizeAsync();
        (string[] Asked, string Sql)[] questions =
        [
            ([], "order by case_id"),
            (["--where", "on_time=false"], "where not on_time order by case_id"),
            (["--where", "outcome="], "where outcome is null order by case_id"),
            (["--where", "channel=one_net", "--where", "channel=one_window", "--period", "2019"], "where channel in ('one_net', 'one_window') and year(ended) = 2019 order by case_id"),
            (["--by", "accepted", "--period", "2019-Q1"], "where accepted between '2019-01-01' and '2019-03-31' order by case_id"),
            (["--by", "refused", "--period", "2020-02"], "where date_trunc('month', refused) = '2020-02-01' order by case_id"),
            (["--where", "state=overdue", "--where", "state=paused", "--where", "state=on_time"],
                "where state in ('overdue', 'paused', 'on_time') order by due nulls last, case_id"),
            (["--table", "projects", "--where", "state=resting", "--where", "state=overdue"], "where state in ('resting', 'overdue') order by due nulls last, project"),
            (["--table", "ratings", "--where", "rating=5", "--where", "rating=1"], "where rating in (1, 5) order by case_id"),
        ];
        foreach (var (asked, sql) in questions)
        {
            var told = await CasesAsync([.. asked, "--format", "json"]);
            Assert.Equal(0, told.ExitCode);
            var table = asked is ["--table", var other, ..] ? other : "cases";
            var key = table == "projects" ? "project" : "case_id";
            var expected = Ask(table, key, sql);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, JsonNode.Parse(told.Output)!.AsArray().Select(r => r![key]!.ToString()));
        }
    }

    [Fact]
    public async Task An_unknown_table_is_refused_with_those_that_there_are_in_both_languages()
    {
        var told = await CasesAsync("--table", "case");
        Assert.Equal((2, ""), (told.ExitCode, told.Output));
        Assert.Contains("--table case: expected one of cases, projects, stages, ratings, faults", told.Error, StringComparison.Ordinal);
        Assert.Contains("--table case：应为其中之一：cases、projects、stages、ratings、faults", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_has_the_same_values_in_each_form()
    {
        await SummarizeAsync();
        var id = Ask("cases", "case_id", "where ended is not null and on_time is not null order by case_id")[0];
        var csv = (await CasesAsync("--where", "case_id=" + id)).Output.Split('\n');
        var json = JsonNode.Parse((await CasesAsync("--where", "case_id=" + id, "--format", "json")).Output)!.AsArray().Single()!.AsObject();
        Assert.Equal(csv[0].Split(','), json.Select(p => p.Key));
        Assert.Equal(csv[1].Split(','), json.Select(p => p.Value?.ToString() ?? ""));
        Assert.Equal(JsonValueKind.Number, json["net"]!.GetValueKind());
        Assert.IsType<bool>(json["on_time"]!.AsValue().TryGetValue(out bool onTime) ? onTime : null);

        var (one, two) = (Path.Combine(_folder, "1.xlsx"), Path.Combine(_folder, "2.xlsx"));
        foreach (var file in (string[])[one, two])
            Assert.Equal(0, (await CasesAsync("--where", "case_id=" + id, "--format", "xlsx", "--out", file)).ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(one, Stop), await File.ReadAllBytesAsync(two, Stop));
        using var archive = await ZipFile.OpenReadAsync(one, Stop);
        var sheet = await new StreamReader(await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Stop)).ReadToEndAsync(Stop);
        Assert.Contains(id, sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<f", sheet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--where nosuch=1", "'nosuch', expected one of case_id, project,", "“nosuch”，应为其列之一")]
    [InlineData("--where on_time=yes", "on_time is 'yes', expected true or false", "应为 true 或 false")]
    [InlineData("--where ended=20190304", "expected a day such as 2019-03-04", "应为日期")]
    [InlineData("--where net=1.5", "expected a whole number", "应为整数")]
    [InlineData("--where nosuch", "expected column=value", "应为 列=值")]
    [InlineData("--period 2019-13", "period is '2019-13', expected a month", "应为月、季度或年份")]
    [InlineData("--by due --period 2019", "by is 'due', expected ended", "应为ended、accepted 或 refused")]
    [InlineData("--table ratings --period 2019", "a column of ratings is 'ended', expected one of case_id, day,", "应为其列之一")]
    public async Task What_does_not_exist_is_told_with_what_does_in_both_languages(string asked, string expected, string expectedZh)
    {
        await SummarizeAsync();
        var told = await CasesAsync(asked.Split(' '));
        Assert.Equal(2, told.ExitCode);
        Assert.Contains(expected, told.Error, StringComparison.Ordinal);
        Assert.Contains(expectedZh, told.Error, StringComparison.Ordinal);
        Assert.Empty(told.Output);
    }

    [Fact]
    public async Task A_folder_without_evidence_and_a_file_that_is_none_are_refused()
    {
        Assert.Contains("found no *.parquet", (await CasesAsync()).Error, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(Evidence, "cases"));
        await File.WriteAllTextAsync(Path.Combine(Evidence, "cases", "1.parquet"), "case_id\n1\n", Stop);
        var told = await CasesAsync();
        Assert.Equal(2, told.ExitCode);
        Assert.Contains("damaged, or no Parquet", told.Error, StringComparison.Ordinal);
    }

    List<string> Ask(string table, string column, string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select {column} from '{Evidence}/{table}/*.parquet' {sql}";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
