using System.Text.Json;

namespace Metrics.Cli.Tests;

/// <summary>On generated cities everything changes between two publications: the parts of each difference add up to it, and no difference is missed.</summary>
public sealed class CompareLawTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-compare-law-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(1), InlineData(2)]
    public async Task The_parts_of_every_difference_add_up_and_none_is_missed(int seed)
    {
        await RunAsync("generate", "--cases", "1500", "--seed", $"{seed}", "--out", At("now"));
        await RunAsync("generate", "--cases", "1500", "--seed", $"{seed}", "--out", At("old"));
        await ChangeAsync(seed);
        string[] now = InputsOf("now", ""), old = InputsOf("old", "");
        await RunAsync(["summarize", .. old, "--as-of", "2019-11-30", "--out", At("before")]);
        await RunAsync(["summarize", .. now, "--as-of", "2019-12-31", "--known-on", "2018-12-31", "--out", At("after")]);
        var json = JsonDocument.Parse(await RunAsync(
            ["compare", At("before"), At("after"), "--format", "json", .. now, .. InputsOf("old", "old-")])).RootElement;

        string[] reasons = ["program", "calendar", "policies", "catalogue", "register", "logs_gone", "logs_replaced", "logs_new", "as_of"];
        Assert.Equal(reasons, json.GetProperty("replayed").EnumerateArray().Select(r => r.GetString()));
        var changes = json.GetProperty("changes").EnumerateArray().ToList();
        Assert.All(changes, AddsUp);
        Assert.Empty(reasons[1..^1].Except(changes.SelectMany(c => c.GetProperty("parts").EnumerateArray()).Select(p => p.GetProperty("reason").GetString())));
        Assert.Equal(Differences(), changes.Select(c => string.Join(',', [c.GetProperty("table").GetString(),
            .. c.GetProperty("keys").EnumerateObject().Select(k => k.Value.GetString()), c.GetProperty("column").GetString()])).Order(StringComparer.Ordinal));
    }

    /// <summary>The old city: other limits, another item and register, a log less, one cut short, and one that is gone later.</summary>
    async Task ChangeAsync(int seed)
    {
        await EditAsync("policies.json", text => text.Replace("\"limit_days\": ", "\"limit_days\": 1", StringComparison.Ordinal));
        await EditAsync("catalogue.csv", text => text.Replace(",1,0,", ",0,0,", StringComparison.Ordinal));
        await EditAsync("register.csv", text => string.Join('\n', text.Split('\n').Where(row => !row.StartsWith("lecture,", StringComparison.Ordinal))));
        await EditAsync("logs/one_net/2019/02.csv", text => text[..(text.IndexOf('\n', text.Length / 2) + 1)]);
        File.Delete(Path.Combine(At("old"), $"logs/one_net/2019/0{2 + seed}.csv"));
        File.Delete(Path.Combine(At("now"), "logs/one_net/2019/07.csv"));
    }

    async Task EditAsync(string name, Func<string, string> edit)
    {
        var (path, encoding) = (Path.Combine(At("old"), name), System.Text.Encoding.Latin1);
        var text = await File.ReadAllTextAsync(path, encoding, TestContext.Current.CancellationToken);
        Assert.NotEqual(text, edit(text));
        await File.WriteAllTextAsync(path, edit(text), encoding, TestContext.Current.CancellationToken);
    }

    /// <summary>Each part goes on from the one before; a count's are added as integers, a rate's as both of its numbers.</summary>
    static void AddsUp(JsonElement change)
    {
        var parts = change.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(Side(change, "before"), Side(parts[0], "before"));
        Assert.Equal(Side(change, "after"), Side(parts[^1], "after"));
        for (var i = 1; i < parts.Count; i++)
            Assert.Equal(Side(parts[i - 1], "after"), Side(parts[i], "before"));
        if (change.TryGetProperty("before_fraction", out _))
        {
            Assert.Equal(Moved(change, "numerator"), parts.Sum(p => Moved(p, "numerator")));
            Assert.Equal(Moved(change, "denominator"), parts.Sum(p => Moved(p, "denominator")));
        }
    }

    static string Side(JsonElement of, string side) =>
        of.GetProperty(side).GetRawText() + (of.TryGetProperty(side + "_fraction", out var fraction) ? fraction.GetRawText() : "null");

    static long Moved(JsonElement of, string number) => Number(of, "after_fraction", number) - Number(of, "before_fraction", number);

    static long Number(JsonElement of, string side, string number) =>
        of.TryGetProperty(side, out var fraction) && fraction.ValueKind == JsonValueKind.Object ? fraction.GetProperty(number).GetInt64() : 0;

    /// <summary>Found the plain way: both tables whole in memory, by their keys. A period's text tells whether it ended by 30 November.</summary>
    IEnumerable<string> Differences()
    {
        var found = new List<string>();
        foreach (var path in Directory.GetFiles(At("after"), "*.csv"))
        {
            if (!File.ReadLines(path).First().StartsWith("period,", StringComparison.Ordinal) && !File.ReadLines(path).First().StartsWith("month,", StringComparison.Ordinal))
                continue;
            var (before, after) = (RowsOf(Path.Combine(At("before"), Path.GetFileName(path))), RowsOf(path));
            foreach (var cell in before.Keys.Union(after.Keys))
            {
                var period = cell.Split(',')[0];
                if (period is not ("2019" or "2019-12" or "2019-Q4") && before.GetValueOrDefault(cell, "") != after.GetValueOrDefault(cell, ""))
                    found.Add($"{Path.GetFileNameWithoutExtension(path)},{cell}");
            }
        }
        return found.Order(StringComparer.Ordinal);
    }

    /// <summary>By keys and column.</summary>
    static Dictionary<string, string> RowsOf(string path)
    {
        string[] keys = ["period", "month", "policy", "district", "channel", "stage", "department", "item_code", "indicator", "check", "figure"];
        var lines = File.ReadLines(path).Select(l => l.Split(',')).ToList();
        var count = lines[0].TakeWhile(keys.Contains).Count();
        return lines.Skip(1).SelectMany(row => row.Skip(count).Select((value, i) => (Key: string.Join(',', [.. row.Take(count), lines[0][count + i]]), value)))
            .ToDictionary(cell => cell.Key, cell => cell.value);
    }

    string[] InputsOf(string city, string prefix) =>
    [
        $"--{prefix}logs", .. Directory.GetDirectories(Path.Combine(At(city), "logs")),
        $"--{prefix}catalogue", Path.Combine(At(city), "catalogue.csv"), $"--{prefix}policies", Path.Combine(At(city), "policies.json"),
        $"--{prefix}register", Path.Combine(At(city), "register.csv"),
    ];

    static async Task<string> RunAsync(params string[] args)
    {
        var run = await MetricsProcess.RunAsync(args);
        Assert.True(run.ExitCode != 2, run.Error);
        return run.Output;
    }

    string At(string name) => Path.Combine(_folder, name);
}
