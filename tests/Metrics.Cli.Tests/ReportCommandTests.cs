namespace Metrics.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static string Template(string name) => Repository.File("tests/Metrics.Documents.Tests/Reports/Templates/" + name);

    [Fact]
    public async Task A_publication_and_a_year_become_a_report_of_the_same_bytes_each_time()
    {
        await MetricsProcess.RunAsync(["summarize", .. ExampleInputs.Of("1"), "--out", At("publication")]);
        foreach (var report in (string[])["first.docx", "second.docx"])
        {
            var run = await MetricsProcess.RunAsync(["report", At("publication"), "--year", "2019", "--template", Template("office.docx"), "--out", At(report)]);
            Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        }
        Assert.Equal(await ReadAsync("first.docx"), await ReadAsync("second.docx"));
        Assert.Equal(0, (await MetricsProcess.RunAsync(["report", At("publication"), "--year", "2019", "--language", "en", "--out", At("en.docx")])).ExitCode);
    }

    [Fact]
    public async Task Controls_that_name_nothing_are_listed()
    {
        var run = await MetricsProcess.RunAsync(["report", "--check", Template("office.docx")]);
        Assert.Equal((1, "own_overdue\nunheard_of\n", ""), (run.ExitCode, run.Output, run.Error));
        await File.WriteAllTextAsync(At("tags.csv"), "tag,table,keys,column\nown_overdue,warnings,code=after_end,count\nunheard_of,warnings,code=after_end,count\n",
            TestContext.Current.CancellationToken);
        Assert.Equal(0, (await MetricsProcess.RunAsync(["report", "--check", Template("office.docx"), "--tags", At("tags.csv")])).ExitCode);
    }

    [Theory]
    [InlineData("report x --year 2019", "expected PUBLICATION, --year from 2000 to 2099 and --out, or --check")]
    [InlineData("report x --out y --year 1", "expected PUBLICATION, --year from 2000 to 2099 and --out, or --check")]
    [InlineData("report x --out y --year 2019", "it has no manifest.json")]
    public async Task What_is_missing_is_said_and_ends_with_exit_code_2(string line, string why)
    {
        var run = await MetricsProcess.RunAsync(line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(At(name), TestContext.Current.CancellationToken);

    string At(string name) => Path.Combine(_folder, name);
}
