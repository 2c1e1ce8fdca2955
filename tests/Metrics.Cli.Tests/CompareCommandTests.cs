using System.Security.Cryptography;
using System.Text.Json;

namespace Metrics.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    const string Header = "item_code,name,kind,department,online,hall,promised_days,policy\n";
    const string LogHeader = "case_id,event,at,item_code,district,result\n";

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Of_twenty_late_lines_and_a_changed_catalogue_row_a_replay_tells_what_each_moved()
    {
        var inputs = await PublishBothAsync();
        var json = await CompareAsync([.. inputs, "--format", "json"]);
        Assert.Equal(["catalogue", "logs_new", "as_of"], json.GetProperty("causes").EnumerateArray().Select(c => c.GetProperty("reason").GetString()));
        Assert.Equal(["program", "catalogue", "logs_new", "as_of"], json.GetProperty("replayed").EnumerateArray().Select(r => r.GetString()));
        // Ten cases of four working days, promised in five, now in three. Of the ten that came late five took two days, five took seven.
        Assert.Equal("10 → 20: logs_new 10 → 20", Shown(json, "ended"));
        Assert.Equal("10 → 5: catalogue 10 → 0, logs_new 0 → 5", Shown(json, "on_time"));
        Assert.Equal("1.0000 10/10 → 0.2500 5/20: catalogue 1.0000 10/10 → 0.0000 0/10, logs_new 0.0000 0/10 → 0.2500 5/20", Shown(json, "on_time_rate"));
        Assert.Equal("4.00 → 4.25: logs_new 4.00 → 4.25", Shown(json, "net_mean"));
    }

    [Fact]
    public async Task Text_says_why_first_and_then_what_moved()
    {
        var run = await MetricsProcess.RunAsync(["compare", .. await PublishBothAsync()]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n').ToList();
        var why = lines.IndexOf("  new logs (新增的日志): one_window/late.csv  – → " + HashOf("late/one_window/late.csv"));
        var moved = lines.IndexOf("  2019-03 甲局 A1  on_time_rate  1.0000 (10/10) → 0.2500 (5/20)");
        Assert.True(why > 0 && moved > why, run.Output);
        Assert.Equal("    catalogue (事项目录):  1.0000 (10/10) → 0.0000 (0/10)", lines[moved + 1]);
        Assert.Equal("    new logs (新增的日志):  0.0000 (0/10) → 0.2500 (5/20)", lines[moved + 2]);
    }

    [Fact]
    public async Task From_two_publications_alone_it_says_what_differs_without_parts()
    {
        var inputs = await PublishBothAsync();
        var json = await CompareAsync([inputs[0], inputs[1], "--format", "json"]);
        Assert.False(json.TryGetProperty("replayed", out _));
        Assert.All(json.GetProperty("changes").EnumerateArray(), c => Assert.False(c.TryGetProperty("parts", out _)));
        Assert.Equal("10 → 5: ", Shown(json, "on_time"));
    }

    [Fact]
    public async Task Inputs_that_are_not_those_of_a_publication_are_refused_by_name()
    {
        var inputs = await PublishBothAsync();
        var run = await MetricsProcess.RunAsync(["compare", .. inputs.Where(i => i != "--old-catalogue" && i != At("old.csv"))]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the inputs given are not those of OLD: catalogue was", run.Error, StringComparison.Ordinal);
        Assert.Contains("给出的输入不是 OLD 的输入", run.Error, StringComparison.Ordinal);
        run = await MetricsProcess.RunAsync(["compare", .. inputs[..2], "--catalogue", At("new.csv")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--logs is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_change_alone_would_make_impossible_counts_with_the_next()
    {
        var policy = """{ "policies": [ { "id": "p", "name": { "zh": "甲", "en": "a" }, "limit_days": 5, "measure": "case" } ] }""";
        await WriteAsync("p.json", policy);
        await WriteAsync("q.json", policy.Replace("\"p\"", "\"q\"", StringComparison.Ordinal));
        await WriteAsync("old.csv", Header + "A1,甲,other,甲局,0,0,5,p\n");
        await WriteAsync("new.csv", Header + "A1,甲,other,甲局,0,0,5,q\n");
        await WriteAsync("logs/one_window/a.csv", LogHeader + Cases("a", 3, "2019-03-08"));
        await PublishAsync("old", "2019-03-31", "old.csv", ["--logs", At("logs/one_window"), "--policies", At("p.json")]);
        await PublishAsync("new", "2019-03-31", "new.csv", ["--logs", At("logs/one_window"), "--policies", At("q.json")]);
        var run = await MetricsProcess.RunAsync(["compare", At("old"), At("new"), "--format", "json", "--logs", At("logs/one_window"),
            "--catalogue", At("new.csv"), "--policies", At("q.json"), "--old-catalogue", At("old.csv"), "--old-policies", At("p.json")]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("policies (时限政策): cannot be changed alone", run.Error, StringComparison.Ordinal);
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["program", "catalogue"], json.GetProperty("replayed").EnumerateArray().Select(r => r.GetString()));
        Assert.All(json.GetProperty("changes").EnumerateArray(), c => Assert.Equal("catalogue", c.GetProperty("parts")[0].GetProperty("reason").GetString()));
    }

    /// <returns>The arguments of a replay.</returns>
    async Task<string[]> PublishBothAsync()
    {
        await WriteAsync("old.csv", Header + "A1,甲,other,甲局,0,0,5,\n");
        await WriteAsync("new.csv", Header + "A1,甲,other,甲局,0,0,3,\n");
        await WriteAsync("logs/one_window/2019-03.csv", LogHeader + Cases("a", 10, "2019-03-08"));
        await WriteAsync("late/one_window/late.csv", LogHeader + Cases("b", 5, "2019-03-06") + Cases("c", 5, "2019-03-13"));
        string[] old = ["--logs", At("logs/one_window")], now = ["--logs", At("logs/one_window"), At("late/one_window")];
        await PublishAsync("old", "2019-03-31", "old.csv", old);
        await PublishAsync("new", "2019-04-30", "new.csv", now);
        return [At("old"), At("new"), .. now, "--catalogue", At("new.csv"), "--old-logs", old[1], "--old-catalogue", At("old.csv")];
    }

    // 4 March 2019 is a Monday.
    static string Cases(string prefix, int count, string decided) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $"{prefix}{i},accepted,2019-03-04,A1,420106,\n{prefix}{i},decided,{decided},,,granted\n"));

    async Task PublishAsync(string name, string asOf, string catalogue, string[] more)
    {
        var run = await MetricsProcess.RunAsync(["summarize", "--catalogue", At(catalogue), "--as-of", asOf, "--out", At(name), .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    static async Task<JsonElement> CompareAsync(string[] args)
    {
        var run = await MetricsProcess.RunAsync(["compare", .. args]);
        Assert.True(run is { ExitCode: 0, Error: "" }, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    /// <summary>A column of item A1 in March: before → after, and what each reason did.</summary>
    static string Shown(JsonElement json, string column)
    {
        var change = json.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("table").GetString() == "item_time"
            && c.GetProperty("keys").GetRawText() == """{"period":"2019-03","department":"甲局","item_code":"A1"}""" && c.GetProperty("column").GetString() == column);
        var parts = change.TryGetProperty("parts", out var found) ? found.EnumerateArray().Select(p => $"{p.GetProperty("reason").GetString()} {Values(p)}") : [];
        return $"{Values(change)}: {string.Join(", ", parts)}";
    }

    static string Values(JsonElement of) => $"{Value(of, "before")} → {Value(of, "after")}";

    static string Value(JsonElement of, string side) => of.GetProperty(side).GetRawText()
        + (of.TryGetProperty(side + "_fraction", out var fraction) ? $" {fraction.GetProperty("numerator")}/{fraction.GetProperty("denominator")}" : "");

    string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(At(file))))[..12];

    async Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        await File.WriteAllTextAsync(At(name), text, TestContext.Current.CancellationToken);
    }

    string At(string name) => Path.Combine(_folder, name);
}
