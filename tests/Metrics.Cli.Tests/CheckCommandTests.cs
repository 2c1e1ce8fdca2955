namespace Metrics.Cli.Tests;

public sealed class CheckCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Reference_data_that_a_run_would_take_is_counted()
    {
        var policies = Write("policies.json", """{ "policies": [ { "id": "a", "measure": "case", "limit_days": 3 } ] }""");
        var catalogue = Write("catalogue.csv", "item_code,kind,promised_days,policy,from,to\nA1,licence,5,a,,2019-06-30\nA1,licence,3,a,2019-07-01,\nA2,other,5,,,\n");
        var calendar = Write("2027.json", """{ "layers": [ { "prefix": "1101", "holidays": [ { "name": "x", "off": ["2027-03-01"] } ] } ] }""");
        var run = await RunAsync("--catalogue", catalogue, "--policies", policies, "--calendar", calendar);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([$"{policies}: ok, policies: 1, versions: 1", $"{catalogue}: ok, items: 2, rows: 3", $"{calendar}: ok, notices: 0, layers: 1"],
            run.Output.Split('\n').Take(3));
    }

    [Fact]
    public async Task A_catalogue_is_checked_against_the_policies_beside_it_else_the_shipped_ones()
    {
        var policies = Write("policies.json", """{ "policies": [ { "id": "a", "measure": "case", "limit_days": 3 } ] }""");
        var catalogue = Write("catalogue.csv", "item_code,kind,promised_days,policy\nA1,licence,5,business_setup\n");
        Assert.Equal(0, (await RunAsync("--catalogue", catalogue)).ExitCode);
        var run = await RunAsync("--catalogue", catalogue, "--policies", policies);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("catalogue: line 2: policy is 'business_setup'", run.Error, StringComparison.Ordinal);
        Assert.Contains("事项目录：第 2 行", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--policies", """{ "policies": [ { "id": "promised", "measure": "case", "limit_days": 3 } ] }""", "policies[0].id is 'promised'")]
    [InlineData("--catalogue", "item_code,kind,promised_days\nA1,licence,5\nA1,licence,x\n", "catalogue: line 3")]
    [InlineData("--calendar", """{ "layers": [ { "prefix": "0" } ] }""", "layers[0]: prefix: found '0'")]
    public async Task What_a_run_would_refuse_ends_with_exit_code_2_and_its_place(string option, string text, string place)
    {
        var run = await RunAsync(option, Write("file", text));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "expected an option that names a file")]
    [InlineData("--catalogue nowhere.csv", "--catalogue nowhere.csv: no such file")]
    [InlineData("--calendar nowhere", "--calendar nowhere: no such file or folder")]
    public async Task Nothing_to_check_is_no_success(string line, string reason)
    {
        var run = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    static Task<MetricsProcess> RunAsync(params string[] args) => MetricsProcess.RunAsync(["check", .. args]);
}
