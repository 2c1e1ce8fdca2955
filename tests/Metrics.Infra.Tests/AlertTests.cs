using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Metrics.Infra.Tests;

/// <summary>The alerts look for lines that the app writes, and see silence too.</summary>
public sealed partial class AlertTests
{
    static readonly LoggerMessageAttribute[] Written =
    [
        .. typeof(WatchedLog).GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>(),
    ];

    public static TheoryData<string> Queries => [.. Repository.InfraFiles(".kql")];

    [Theory, MemberData(nameof(Queries))]
    public void A_query_looks_for_a_line_that_the_app_writes(string file)
    {
        var starts = Starts().Matches(Repository.Read("infra", "bicep", file)).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(starts);
        Assert.All(starts, start => Assert.Single(Written, w => w.Message.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_watched_line_is_looked_for() =>
        Assert.All(Written, w => Assert.Single(Repository.InfraFiles(".kql"),
            file => w.Message.StartsWith(Start(Repository.Read("infra", "bicep", file)), StringComparison.Ordinal)));

    [Theory]
    [InlineData("queries/rejected-share.kql", "Source=one_net", "Lines=1000", "Rejected=17")]
    [InlineData("queries/source-silent.kql", "Source=one_window", "Days=3")]
    public void A_query_reads_the_values_of_the_line(string file, params string[] values)
    {
        var query = Repository.Read("infra", "bicep", file);
        var expected = values.Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        var line = Written.Single(w => w.Message.StartsWith(Start(query), StringComparison.Ordinal)).Message;
        var rendered = Placeholder().Replace(line, p => expected.GetValueOrDefault(p.Groups[1].Value, "2019/03, lines 5.csv"));
        var read = ParsePattern(query).Match(rendered);
        Assert.True(read.Success, $"'{rendered}' is not what the query parses");
        Assert.All(expected, e => Assert.Equal(e.Value, read.Groups[e.Key].Value));
    }

    [Fact]
    public async Task An_alert_stands_for_each_query()
    {
        var rules = (await Snapshot.OfAsync("production.bicepparam")).Of("Microsoft.Insights/scheduledQueryRules").ToList();
        Assert.Equal(
            Repository.InfraFiles(".kql").Select(file => "metrics-cityprod-" + Path.GetFileNameWithoutExtension(file)),
            rules.Select(r => r["name"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.All(rules, rule => Assert.Equal("Value", (string?)Criterion(rule)["metricMeasureColumn"]));
        Assert.All(rules, rule => Assert.Matches(@"\bValue = ", Criterion(rule)["query"]!.ToString()));
    }

    [Fact]
    public async Task Silence_is_a_zero_that_is_less_than_one()
    {
        var rule = Criterion((await Snapshot.OfAsync("production.bicepparam")).Of("Microsoft.Insights/scheduledQueryRules")
            .Single(r => r["name"]!.ToString().EndsWith("publication-old", StringComparison.Ordinal)));
        Assert.Equal(("LessThan", 1), ((string?)rule["operator"], (int?)rule["threshold"]));
        Assert.Contains("ago(30h)", rule["query"]!.ToString(), StringComparison.Ordinal);
        // Without "by", summarize answers with one row even of nothing.
        Assert.EndsWith("| summarize Value = count()\n", rule["query"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expected_sources_stand_in_the_query()
    {
        var rule = Criterion((await Snapshot.OfAsync("production.bicepparam")).Of("Microsoft.Insights/scheduledQueryRules")
            .Single(r => r["name"]!.ToString().EndsWith("source-silent", StringComparison.Ordinal)));
        Assert.Contains("""datatable(Source: string) ["one_window","one_net","tax_office"];""", rule["query"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_not_sampled_away()
    {
        var host = JsonNode.Parse(Repository.Read("functions", "host.json"), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        Assert.Contains("Trace", host["logging"]!["applicationInsights"]!["samplingSettings"]!["excludedTypes"]!.ToString().Split(';'));
    }

    [Fact]
    public void An_idle_app_looks_into_its_queues_every_two_seconds()
    {
        var host = JsonNode.Parse(Repository.Read("functions", "host.json"))!;
        Assert.Equal("00:00:02", host["extensions"]!["queues"]!["maxPollingInterval"]!.ToString());
    }

    static string Start(string query) => Starts().Match(query).Groups[1].Value;

    static JsonObject Criterion(JsonObject rule) => rule["properties"]!["criteria"]!["allOf"]![0]!.AsObject();

    /// <summary>What KQL's <c>parse … with</c> takes, as an expression: texts, names for values, and * for what is not wanted.</summary>
    static Regex ParsePattern(string query)
    {
        var pieces = Piece().Matches(ParseClause().Match(query).Groups[1].Value).Select(piece =>
            piece.Groups["text"].Success ? Regex.Escape(piece.Groups["text"].Value)
            : piece.Value == "*" ? ".*"
            : $"(?<{piece.Groups["name"].Value}>{(piece.Value.EndsWith(":long", StringComparison.Ordinal) ? "[0-9]+" : ".*?")})");
        return new Regex($"^{string.Concat(pieces)}$");
    }

    [GeneratedRegex("Message startswith \"([^\"]+)\"")]
    private static partial Regex Starts();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"parse Message with (.+)")]
    private static partial Regex ParseClause();

    [GeneratedRegex("\"(?<text>[^\"]*)\"|\\*|(?<name>\\w+)(:long)?")]
    private static partial Regex Piece();
}
