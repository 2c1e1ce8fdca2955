using System.Text.RegularExpressions;

namespace Metrics.Cli.Tests;

public sealed class CalendarCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-calendar-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("count 2019-04-30 2019-05-06", "2")]
    [InlineData("count 2019-05-06 2019-04-30", "-2")]
    [InlineData("count 2020-01-23 2020-02-14", "10")]
    [InlineData("count 2020-01-23 2020-02-14 --district 420100", "1")]
    [InlineData("count 2020-01-23 2020-02-14 --district 420100000000", "1")]
    [InlineData("count 2020-01-23 2020-02-14 --district 420100 --known-on 2020-01-31", "10")]
    [InlineData("count 2020-01-23 2020-02-14 --district 420100 --no-layers", "10")]
    [InlineData("add 2018-12-28 2", "2019-01-02")]
    [InlineData("add 2019-04-30 2 --known-on 2019-03-01", "2019-05-03")]
    [InlineData("add 2019-10-01 0", "2019-10-01")]
    public async Task Count_and_add_print_one_answer(string line, string answer) => Assert.Equal(answer + "\n", await OutputOf(line));

    [Fact]
    public async Task Lines_of_standard_input_get_one_answer_each()
    {
        Assert.Equal("2\n1\n", await OutputOf("count -", "2019-04-30,2019-05-06\r\n\n 2019-04-30 , 2019-05-05 \n"));
        Assert.Equal("2019-05-06\n2020-02-03", (await OutputOf("add -", "2019-04-30,2\n2020-01-22,2")).TrimEnd());
        Assert.Equal("", await OutputOf("add -"));
    }

    [Theory]
    [InlineData("count 2026-12-31 2027-01-04", "2", "2027-01-01", "2027")]
    [InlineData("count 2027-01-04 2026-12-31", "-2", "2027-01-01", "2027")]
    [InlineData("count 2003-12-30 2004-01-02", "2", "2003-12-31", "2003")]
    [InlineData("add 2026-12-31 1", "2027-01-01", "2027-01-01", "2027")]
    public async Task An_answer_that_counted_a_provisional_day_says_so_on_standard_error(string line, string answer, string day, string year)
    {
        var run = await Run(line);
        Assert.Equal((0, answer + "\n"), (run.ExitCode, run.Output));
        Assert.Equal([
            $"metrics: provisional from {day}: no notice of {year} is known, Monday to Friday stand in",
            $"metrics: 自 {day} 起为暂定：尚无 {year} 年的放假通知，按周一至周五计算"], run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("count 2026-12-31 2026-12-31", "0")]
    [InlineData("count 2003-12-31 2004-01-05", "2")]
    [InlineData("add 2027-01-01 0", "2027-01-01")]
    public async Task Day_0_is_not_counted_so_it_makes_no_answer_provisional(string line, string answer) =>
        Assert.Equal(answer + "\n", await OutputOf(line));

    [Fact]
    public async Task A_line_of_standard_input_whose_answer_is_provisional_is_named()
    {
        var run = await Run("add -", "2019-04-30,2\n2026-12-31,1\n");
        Assert.Equal((0, "2019-05-06\n2027-01-01\n"), (run.ExitCode, run.Output));
        Assert.StartsWith("metrics: standard input, line 2: provisional from 2027-01-01", run.Error, StringComparison.Ordinal);
        Assert.Contains("标准输入第 2 行：自 2027-01-01 起为暂定", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count 2019-02-30 2019-03-01", "found '2019-02-30', expected a date yyyy-MM-dd")]
    [InlineData("count 2019-02-28", "found '', expected TO")]
    [InlineData("count", "'FROM' missing")]
    [InlineData("count - 2019-02-28", "expected nothing after '-'")]
    [InlineData("count 2019-02-27 2019-02-28 2019-03-01", "2019-03-01")]
    [InlineData("add 2019-02-28 -1", "found '-1', expected working days, 0 or more")]
    [InlineData("add 2019-02-28 1.5", "found '1.5', expected working days, 0 or more")]
    [InlineData("add 9999-12-01 100", "expected a due date up to 9999-12-31")]
    [InlineData("add 2019-02-28 1 --district 42", "'42' is no district")]
    [InlineData("add 2019-02-28 1 --known-on 2019-2-1", "'2019-2-1' is no day")]
    [InlineData("add 2019-02-28 1 --calendar nowhere", "--calendar nowhere: no such file or folder")]
    [InlineData("year 0", "'0' is no year")]
    [InlineData("check nowhere", "nowhere: no such file or folder")]
    [InlineData("tell 2019", "tell")]
    public async Task Bad_input_ends_with_exit_code_2_and_says_why(string line, string reason)
    {
        var run = await Run(line);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_of_standard_input_is_named_by_its_number()
    {
        var run = await Run("count -", "2019-04-30,2019-05-06\n\n2019-04-30;2019-05-06\n");
        Assert.Equal((2, "2\n"), (run.ExitCode, run.Output));
        Assert.Contains("standard input, line 3: found '2019-04-30;2019-05-06', expected FROM,TO", run.Error, StringComparison.Ordinal);
        Assert.Contains("标准输入第 3 行", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_shows_months_days_off_make_up_days_and_the_notices()
    {
        var year = await OutputOf("year 2020");
        Assert.Contains("2020  working days (工作日): 249, weekdays off: 19, weekend days worked: 6", year, StringComparison.Ordinal);
        Assert.Contains("January 17 days", year, StringComparison.Ordinal);
        Assert.Contains("20 21 22 23 24*25*26*", year, StringComparison.Ordinal); // the week of the Spring Festival
        Assert.Contains("13 14 15 16 17 18 19+", year, StringComparison.Ordinal); // and the Sunday worked for it
        Assert.Matches(@"国庆节、中秋节 +10-01…10-08 +09-27, 10-10 +国办发明电〔2019〕16号", year);
        Assert.Matches(@"春节 +01-31…02-02 +国办发明电〔2020〕1号", year);
    }

    [Fact]
    public async Task A_year_without_a_notice_says_that_it_is_provisional() =>
        Assert.Contains("No notice of 2031 is known: Monday to Friday stand in, provisionally (暂定)", await OutputOf("year 2031"), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_of_records_is_checked_and_used()
    {
        Write("layers/b.json", Layer("2021-03-02"));
        Write("layers/a.json", Layer("2021-03-01"));
        Write("layers/notes.txt", "no record");
        var folder = Path.Combine(_folder, "layers");
        Assert.Equal("0\n", await OutputOf($"count 2021-02-28 2021-03-02 --district 110101 --calendar {folder}"));
        var check = await OutputOf($"check {folder}");
        Assert.Contains("a.json: ok, notices: 0, layers: 1", check, StringComparison.Ordinal);
        Assert.Contains("layer 2021 1101: counts from 2020-12-01, 2021-03-01 to 2021-03-01, weekdays off: 1, weekend days worked: 0", check, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check {0}")]
    [InlineData("count 2021-02-28 2021-03-02 --calendar {0}")]
    public async Task A_bad_record_file_is_refused_with_the_date_what_was_found_and_what_was_expected(string line)
    {
        var file = Write("bad.json", Layer("2021-02-29"));
        var run = await Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, file));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"{file}: layers[0]: off: found '2021-02-29', expected a date yyyy-MM-dd", run.Error, StringComparison.Ordinal);
        Assert.Contains("发现“2021-02-29”", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answers_in_the_documentation_are_those_of_the_command()
    {
        var answers = Regex.Matches(CalendarPage, "^metrics calendar ((?:count|add) .*?) +# ([-0-9]+)", RegexOptions.Multiline);
        Assert.Equal(4, answers.Count);
        foreach (var answer in answers.AsEnumerable())
            Assert.Equal(answer.Groups[2].Value + "\n", await OutputOf(answer.Groups[1].Value));
    }

    [Fact]
    public async Task The_record_file_in_the_documentation_is_taken_and_changes_nothing()
    {
        var file = Write("docs.json", Regex.Match(CalendarPage, "^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value);
        Assert.Contains("docs.json: ok, notices: 2, layers: 1", await OutputOf($"check {file}"), StringComparison.Ordinal);
        foreach (var district in (string[])["", " --district 420100"])
            Assert.Equal(await OutputOf($"year 2020{district}"), await OutputOf($"year 2020{district} --calendar {file}"));
    }

    static string CalendarPage => File.ReadAllText(Repository.File("docs/calendar.md"));

    static string Layer(string day) => $$"""{ "layers": [ { "prefix": "1101", "holidays": [ { "name": "x", "off": ["{{day}}"] } ] } ] }""";

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    static Task<MetricsProcess> Run(string line, string input = "") => MetricsProcess.RunAsync(["calendar", .. line.Split(' ')], input);

    static async Task<string> OutputOf(string line, string input = "")
    {
        var run = await Run(line, input);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output;
    }
}
