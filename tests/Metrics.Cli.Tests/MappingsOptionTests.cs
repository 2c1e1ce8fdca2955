namespace Metrics.Cli.Tests;

/// <summary><c>--mappings</c> of all commands that read logs.</summary>
public sealed class MappingsOptionTests : IDisposable
{
    const string Mappings = """
        { "mappings": [ { "source": "hall", "snapshot": true,
            "fields": { "case_id": "编号", "item_code": "事项", "district": { "column": "区划", "values": { "城区": "110101" }, "else": "310101" }, "channel": "来源" },
            "events": [ { "event": "accepted", "at": "受理" }, { "event": "decided", "at": "办结", "fields": { "result": { "constant": "granted" } } } ] } ] }
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-mappings-").FullName;

    public MappingsOptionTests()
    {
        Write("catalogue.csv", "item_code,kind,promised_days\nA1,licence,3\n");
        Write("mappings.json", Mappings);
        Write("in/hall/2019-03-06.csv", "编号,事项,区划,受理,办结\nc1,A1,城区,2019-03-04,\nc9,A1,城区,2019-03-04,\n");
        Write("in/hall/2019-03-07.csv", "编号,事项,区划,受理,办结\nc1,A1,城区,2019-03-04,2019-03-06\nc2,A1,西乡,2019-03-04,\nc3,X9,西乡,2019-03-04,\n");
        Write("in/one_window/a.csv", "case_id,event,at,item_code,district\nc5,accepted,2019-03-04,A1,110101\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_mapped_file_is_summarized_and_what_its_mapping_did_not_find_or_name_is_told()
    {
        var run = await RunAsync("summarize", "--out", Path("out"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["hall,2019-03-07.csv,4,3,0,1", "one_window,a.csv,1,1,0,0"],
            File.ReadLines(Path("out/quality.csv")).Skip(1).Select(q => string.Join(',', q.Split(',')[..6])));
        Assert.Contains("hall/2019-03-07.csv: the file lacks headers that its mapping names, whose cells are all missing: 来源", run.Error, StringComparison.Ordinal);
        Assert.Contains("hall/2019-03-07.csv: header 区划 (district): 2 cells are not among its values: 西乡 × 2", run.Error, StringComparison.Ordinal);
        Assert.Contains("表头区划（district）有2个单元格的值未在 values 中列出：西乡 × 2", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("2019-03-06", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_has_the_hash_of_the_mappings()
    {
        await RunAsync("summarize", "--out", Path("out"));
        Assert.Contains($"\"mappings\": \"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path("mappings.json"))))}\"",
            await File.ReadAllTextAsync(Path("out/manifest.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_are_merged_to_the_bytes_of_summarize_and_parts_of_other_mappings_are_refused()
    {
        await RunAsync("summarize", "--out", Path("out"));
        await RunAsync("fold", "--shard", "1/2", "--out", Path("1"));
        await RunAsync("fold", "--shard", "2/2", "--out", Path("2"));
        Assert.Equal(0, (await MergeAsync()).ExitCode);
        foreach (var file in Directory.GetFiles(Path("out")))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path("merged/" + System.IO.Path.GetFileName(file))));

        Write("mappings.json", Mappings.Replace("310101", "420102", StringComparison.Ordinal));
        await RunAsync("fold", "--shard", "2/2", "--out", Path("2"));
        var other = await MergeAsync();
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("is of another run", other.Error, StringComparison.Ordinal);

        Task<MetricsProcess> MergeAsync() => MetricsProcess.RunAsync(["merge", Path("1"), Path("2"), .. Reference, "--out", Path("merged")]);
    }

    [Fact]
    public async Task Explain_reads_by_the_mappings_too()
    {
        var run = await RunAsync("explain", "c1", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"net_days\": 2", run.Output, StringComparison.Ordinal);
        // The older snapshot is not there.
        Assert.Equal(2, (await RunAsync("explain", "c9")).ExitCode);
    }

    [Fact]
    public async Task Mappings_are_checked_as_a_run_would_read_them()
    {
        var run = await MetricsProcess.RunAsync(["check", "--mappings", Path("mappings.json")]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"{Path("mappings.json")}: ok, mappings: 1", run.Output, StringComparison.Ordinal);

        Write("mappings.json", Mappings.Replace("\"at\": \"受理\"", "\"time\": \"受理\"", StringComparison.Ordinal));
        foreach (var refused in new[] { await MetricsProcess.RunAsync(["check", "--mappings", Path("mappings.json")]), await RunAsync("summarize", "--out", Path("out")) })
        {
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("mappings: $.mappings[0].events[0] has the name 'time', expected one of event, at", refused.Error, StringComparison.Ordinal);
            Assert.Contains("字段映射：", refused.Error, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(Path("out")));
    }

    string[] Reference => ["--catalogue", Path("catalogue.csv"), "--mappings", Path("mappings.json"), "--as-of", "2019-03-31"];

    Task<MetricsProcess> RunAsync(string command, params string[] options) =>
        MetricsProcess.RunAsync([command, "--logs", Path("in/hall"), Path("in/one_window"), .. Reference, .. options]);

    string Path(string name) => System.IO.Path.Combine(_folder, name);

    void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
    }
}
