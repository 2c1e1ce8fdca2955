using System.Text.Json;
using Metrics.Calendars;
using Metrics.Policies;
namespace Metrics.Cli.Tests;

/// <summary><c>metrics summarize</c>, <c>fold</c> and <c>merge</c> as processes over files.</summary>
public sealed class SummarizeCommandTests : IDisposable
{
    const string Catalogue = "item_code,kind,promised_days\nA1,licence,3\n";
    const string Log = "case_id,event,at,item_code,district\nc1,accepted,2019-03-04,A1,110101\nc1,decided,2019-03-06,,\n";

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-summarize-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData("1"), InlineData("2"), InlineData("3")]
    public async Task The_tables_are_those_expected_to_the_byte(string number)
    {
        var run = await MetricsProcess.RunAsync(["summarize", .. ExampleInputs.Of(number), "--out", Out("all")]);
        Assert.Equal(1, run.ExitCode); // among the logs are some that must be refused
        AssertExpected(number, Out("all"));
        AssertWhole(Out("all"));
    }

    [Fact]
    public async Task Shards_folded_apart_and_merged_give_the_bytes_of_summarize()
    {
        await MetricsProcess.RunAsync(["summarize", .. ExampleInputs.Of("1"), "--out", Out("all")]);
        foreach (var shard in new[] { "1/3", "2/3", "3/3" })
            Assert.Equal(1, (await MetricsProcess.RunAsync(["fold", "--shard", shard, .. ExampleInputs.Of("1"), "--out", Out("part" + shard[0])])).ExitCode);
        var run = await MetricsProcess.RunAsync(["merge", Out("part3"), Out("part1"), Out("part2"), .. ExampleInputs.ReferencesOf("1"), "--out", Out("merged")]);
        Assert.Equal(1, run.ExitCode);
        foreach (var file in Directory.GetFiles(Out("all")))
            AssertSame(file, Path.Combine(Out("merged"), Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_merge_without_all_parts_or_of_another_run_is_refused()
    {
        await MetricsProcess.RunAsync(["fold", "--shard", "1/2", .. ExampleInputs.Of("1"), "--out", Out("part")]);
        var alone = await MetricsProcess.RunAsync(["merge", Out("part"), .. ExampleInputs.ReferencesOf("1"), "--out", Out("merged")]);
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("found parts 1/2, expected each of 1 to 2 once", alone.Error, StringComparison.Ordinal);
        var other = await MetricsProcess.RunAsync(["merge", Out("part"), .. ExampleInputs.ReferencesOf("2"), "--out", Out("merged")]);
        Assert.Equal(2, other.ExitCode);
        Assert.False(Directory.Exists(Out("merged")));
    }

    [Fact]
    public async Task A_part_with_a_flipped_bit_is_refused_by_name()
    {
        await MetricsProcess.RunAsync(["fold", "--shard", "1/1", .. ExampleInputs.Of("1"), "--out", Out("part")]);
        var part = await File.ReadAllBytesAsync(Out("part"), TestContext.Current.CancellationToken);
        var reference = Reference.Read(await File.ReadAllBytesAsync(Path.Combine(ExampleInputs.Folder("1"), "catalogue.csv"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(Path.Combine(ExampleInputs.Folder("1"), "policies.json"), TestContext.Current.CancellationToken), CalendarBook.Shipped);
        Assert.Equal(1, PartFile.Read(Out("part"), reference).Parts);
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var (place, bit) = (random.Next(part.Length), (byte)(1 << random.Next(8)));
            part[place] ^= bit;
            await File.WriteAllBytesAsync(Out("part"), part, TestContext.Current.CancellationToken);
            Assert.Contains(Out("part"), Assert.Throws<RefusedException>(() => PartFile.Read(Out("part"), reference)).Why.En, StringComparison.Ordinal);
            part[place] ^= bit;
        }
    }

    [Fact]
    public async Task A_folder_names_the_source_and_a_file_its_own_folder()
    {
        Write("in/one_window/2019/a.csv", Log);
        Write("in/hall/b.csv", Log);
        var run = await Summarize("--logs", Out("in/one_window"), Out("in/hall/b.csv"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["hall,b.csv,2", "one_window,2019/a.csv,2"], Quality().Select(q => string.Join(',', q.Split(',')[..3])));
    }

    [Fact]
    public async Task The_option_source_overrides_the_folder()
    {
        Write("in/a.csv", Log);
        await Summarize("--logs", Out("in"), "--source", "one_net");
        Assert.StartsWith("one_net,a.csv,2,", Quality().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_under_one_name_are_refused()
    {
        Write("x/one_net/a.csv", Log);
        Write("y/one_net/a.csv", Log);
        var run = await Summarize("--logs", Out("x/one_net"), Out("y/one_net"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("both one_net/a.csv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_is_named_and_the_rest_goes_on()
    {
        Write("in/a.csv", Log);
        Write("in/b.csv", "case_id,event\n");
        var run = await Summarize("--logs", Out("in"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("in/b.csv refused", run.Error, StringComparison.Ordinal);
        Assert.Contains("in/b.csv 被拒收", run.Error, StringComparison.Ordinal);
        Assert.Single(Quality());
    }

    [Fact]
    public async Task A_refused_catalogue_writes_nothing()
    {
        Write("in/a.csv", Log);
        var run = await Summarize(["--logs", Out("in")], "item_code,kind,promised_days\nA1,Licence,3\n");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("catalogue: line 2: kind is 'Licence', expected licence or 行政许可", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out("out")));
    }

    [Theory]
    [InlineData("--as-of", "2019-02-30")]
    [InlineData("--as-of", "2019-2-3")]
    [InlineData("--known-on", "yesterday")]
    [InlineData("--calendar", "nowhere")]
    [InlineData("--policies", "nowhere.json")]
    [InlineData("--bogus", "x")]
    public async Task A_bad_option_ends_with_exit_code_2(string option, string value)
    {
        Write("in/a.csv", Log);
        var run = await Summarize("--logs", Out("in"), option, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(option == "--bogus" ? "bogus" : value, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_run_twice_writes_the_same_bytes()
    {
        Write("in/a.csv", Log);
        await Summarize("--logs", Out("in"));
        var first = Directory.GetFiles(Out("out")).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        await Summarize("--logs", Out("in"));
        Assert.Equal(first, Directory.GetFiles(Out("out")).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    Task<MetricsProcess> Summarize(params string[] arguments) => Summarize(arguments, Catalogue);

    Task<MetricsProcess> Summarize(string[] arguments, string catalogue)
    {
        Write("catalogue.csv", catalogue);
        string[] asOf = arguments.Contains("--as-of") ? [] : ["--as-of", "2019-03-31"];
        return MetricsProcess.RunAsync(["summarize", "--catalogue", Out("catalogue.csv"), "--out", Out("out"), .. asOf, .. arguments]);
    }

    IEnumerable<string> Quality() => File.ReadLines(Path.Combine(Out("out"), "quality.csv")).Skip(1);

    string Out(string name) => Path.Combine(_folder, name);

    void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Out(name))!);
        File.WriteAllText(Out(name), text);
    }

    static void AssertExpected(string number, string found)
    {
        var expected = Directory.GetFiles(Path.Combine(ExampleInputs.Folder(number), "expected"));
        Assert.InRange(expected.Length, 15, Directory.GetFiles(found, "*.csv").Length);
        foreach (var file in expected)
            AssertSame(file, Path.Combine(found, Path.GetFileName(file)));
    }

    /// <summary>The files are those that the manifest names, and itself.</summary>
    static void AssertWhole(string publication)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(publication, "manifest.json")));
        var named = manifest.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).Append("manifest.json");
        Assert.Equal(named.Order(StringComparer.Ordinal), Directory.GetFiles(publication).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    static void AssertSame(string expected, string found) => Assert.Equal(File.ReadAllText(expected), File.ReadAllText(found));
}
