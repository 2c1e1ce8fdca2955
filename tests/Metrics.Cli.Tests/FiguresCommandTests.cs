using System.Text;

namespace Metrics.Cli.Tests;

public sealed class FiguresCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-figures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Figures_are_printed_with_their_fractions_definitions_and_checks_in_both_languages()
    {
        var run = await FiguresAsync();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("│ 行政复议纠错率 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("│ Correction rate of reconsiderations ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"50\.00 % │ +1 / 2 │ 本期办结的行政复议案件中撤销、变更、确认违法、确认无效、责令履行的比例", run.Output);
        Assert.Matches(@"2, 1 +│ 不符 +│ 办结数＝有结果的办结数", run.Output);
    }

    [Fact]
    public async Task One_language_has_no_word_of_the_other()
    {
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", (await FiguresAsync("--language", "en")).Output);
        Assert.DoesNotContain("Correction rate", (await FiguresAsync("--language", "zh")).Output, StringComparison.Ordinal);
    }

    /// <summary>A Chinese character is as wide as two others.</summary>
    [Fact]
    public async Task All_lines_of_a_table_are_equally_wide()
    {
        var lines = (await FiguresAsync()).Output.Split('\n').Where(l => l.StartsWith('│')).ToList();
        var figures = lines.TakeWhile(l => !l.Contains("核对", StringComparison.Ordinal)).Select(Width);
        Assert.Single(figures.Distinct());
    }

    [Fact]
    public async Task A_year_without_figures_is_refused_with_those_that_there_are()
    {
        var run = await FiguresAsync("--year", "2017");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("no figures of the year 2017, only of: 2019", run.Error, StringComparison.Ordinal);
        Assert.Contains("没有 2017 年的数据", run.Error, StringComparison.Ordinal);
    }

    async Task<MetricsProcess> FiguresAsync(params string[] args)
    {
        Write("one_window.csv", "case_id,event,at\n");
        Write("catalogue.csv", "item_code,kind,promised_days\n");
        Write("register.csv", """
            kind,id,received,intake,intake_at,outcome,closed
            reconsideration,1,2019-03-01,accepted,2019-03-05,revoked,2019-05-01
            reconsideration,2,2019-03-01,accepted,2019-03-05,,2019-05-02
            """);
        var made = await MetricsProcess.RunAsync(
        [
            "summarize", "--logs", At("one_window.csv"), "--catalogue", At("catalogue.csv"), "--register", At("register.csv"), "--as-of", "2019-12-31",
            "--out", At("publication"),
        ]);
        Assert.Equal(0, made.ExitCode);
        return await MetricsProcess.RunAsync(["figures", At("publication"), .. args]);
    }

    static int Width(string line) => line.EnumerateRunes().Sum(r => r.Value is >= 0x2E80 and < 0xFFA0 ? 2 : 1);

    void Write(string name, string text) => File.WriteAllText(At(name), text, new UTF8Encoding(false));

    string At(string name) => Path.Combine(_folder, name);
}
