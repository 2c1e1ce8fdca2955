namespace Metrics.Cli.Tests.Native;

/// <summary>The command compiled ahead of time does what the managed one does, to the byte.</summary>
public sealed class NativeCommandTests(NativeCommand native) : IClassFixture<NativeCommand>, IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData("1"), InlineData("2"), InlineData("3")]
    public async Task The_examples_give_the_same_publication_and_the_same_refusals(string number)
    {
        var run = await AssertSame("summarize", [.. ExampleInputs.Of(number)]);
        Assert.Equal(1, run.ExitCode); // among the logs are some that must be refused
        Assert.Contains("被拒收", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_city_is_the_same_and_gives_the_same_publication()
    {
        await AssertSame("generate", ["--cases", "5000", "--seed", "7"]);
        Directory.Move(Out("native"), Out("city"));
        Directory.Delete(Out("managed"), recursive: true);
        var run = await AssertSame("summarize",
        [
            "--logs", Out("city/logs/one_net"), Out("city/logs/one_window"), "--catalogue", Out("city/catalogue.csv"),
            "--policies", Out("city/policies.json"), "--as-of", "2019-12-31",
        ]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Parts_folded_and_merged_ahead_of_time_give_the_managed_publication()
    {
        string[] parts = ["1/2", "2/2"];
        foreach (var part in parts)
            await MetricsProcess.RunAsync(native.Program, ["fold", "--shard", part, .. ExampleInputs.Of("1"), "--out", Out("part" + part[0])]);
        Assert.Equal(1, (await MetricsProcess.RunAsync(native.Program, ["merge", Out("part1"), Out("part2"), .. ExampleInputs.ReferencesOf("1"), "--out", Out("native")])).ExitCode);
        await MetricsProcess.RunAsync(["summarize", .. ExampleInputs.Of("1"), "--out", Out("managed")]);
        AssertSameFiles();
    }

    [Fact]
    public async Task Evidence_and_what_people_look_at_have_the_same_bytes()
    {
        await MetricsProcess.RunAsync(["generate", "--cases", "500", "--out", Out("city")]);
        Directory.CreateDirectory(Out("managed"));
        Directory.CreateDirectory(Out("native"));
        foreach (var (program, folder) in new (string? Program, string Folder)[] { (null, "managed"), (native.Program, "native") })
        {
            string[][] lines =
            [
                ["summarize", "--logs", Out("city/logs/one_net"), Out("city/logs/one_window"), "--catalogue", Out("city/catalogue.csv"), "--policies",
                    Out("city/policies.json"), "--register", Out("city/register.csv"), "--as-of", "2019-12-31", "--evidence", Out($"{folder}/evidence"),
                    "--out", Out($"{folder}/publication")],
                ["page", Out($"{folder}/publication"), "--evidence", Out($"{folder}/evidence"), "--out", Out($"{folder}/page.html")],
                ["workbook", Out($"{folder}/publication"), "--out", Out($"{folder}/tables.xlsx")],
                ["report", Out($"{folder}/publication"), "--year", "2019", "--out", Out($"{folder}/report.docx")],
            ];
            foreach (var line in lines)
                Assert.Equal(0, (await (program is null ? MetricsProcess.RunAsync(line) : MetricsProcess.RunAsync(program, line))).ExitCode);
        }
        AssertSameFiles();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("summarize --help")]
    [InlineData("summarize --as-of never")]
    [InlineData("calendar year 2026")]
    [InlineData("explain 33010619092900000001 --as-of 2019-10-31 SAMPLE")]
    [InlineData("explain 33010619092900000001 --as-of 2019-10-31 --json SAMPLE")]
    public async Task What_it_prints_and_its_exit_code_are_the_same(string line)
    {
        var sample = Path.Combine(SamplesTests.Samples, "one-case");
        string[] inputs =
        [
            "--catalogue", Path.Combine(sample, "catalogue.csv"), "--policies", Path.Combine(sample, "policies.json"), "--logs",
            .. Directory.GetDirectories(Path.Combine(sample, "logs")),
        ];
        string[] arguments = [.. line.Split(' ').SelectMany(word => word == "SAMPLE" ? inputs : [word])];
        var managed = await MetricsProcess.RunAsync(arguments);
        Assert.NotEqual("", managed.Output + managed.Error);
        Assert.Equal(managed, await MetricsProcess.RunAsync(native.Program, arguments));
    }

    /// <summary>Runs both with the same arguments into folders of their own; returns what both printed.</summary>
    async Task<MetricsProcess> AssertSame(string command, string[] arguments)
    {
        var ahead = await MetricsProcess.RunAsync(native.Program, [command, .. arguments, "--out", Out("native")]);
        var managed = await MetricsProcess.RunAsync([command, .. arguments, "--out", Out("managed")]);
        Assert.Equal(managed, ahead);
        AssertSameFiles();
        return ahead;
    }

    void AssertSameFiles()
    {
        var (managed, ahead) = (FilesUnder(Out("managed")), FilesUnder(Out("native")));
        Assert.NotEmpty(managed);
        Assert.Equal(managed, ahead);
        foreach (var file in managed)
            Assert.Equal(File.ReadAllBytes(Path.Combine(Out("managed"), file)), File.ReadAllBytes(Path.Combine(Out("native"), file)));
    }

    static List<string> FilesUnder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];

    string Out(string name) => Path.Combine(_folder, name);
}
