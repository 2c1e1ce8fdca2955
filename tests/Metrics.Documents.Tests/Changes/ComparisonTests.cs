using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Metrics.Documents.Changes;
using Metrics.Documents.Published;

namespace Metrics.Documents.Tests.Changes;

public sealed class ComparisonTests
{
    // 2 working days of 5.
    const string LateCase = """
        x,accepted,2019-03-04,B2,420107,,
        x,decided,2019-03-06,,,granted,
        """;

    static readonly DateOnly _june = new(2019, 6, 15);

    [Fact]
    public async Task A_late_case_moves_the_cells_of_its_month_quarter_and_year()
    {
        var comparison = await CompareAsync(SmallCity.Publication, SmallCity.Published("云溪市", more: LateCase));
        var changes = await AllAsync(comparison);
        // B2 of March was 1 of 2, late 6 days and on time 2 days.
        Assert.Equal(
            new (string, Fraction, Fraction)[] { ("2019", new(1, 2), new(2, 3)), ("2019-03", new(1, 2), new(2, 3)), ("2019-Q1", new(1, 2), new(2, 3)) },
            changes.Where(c => c.Table == "item_time" && c.Column == "on_time_rate" && c.Keys[2].Value == "B2" && c.Keys[1].Value == "公安局")
                .Select(c => (c.Keys[0].Value, c.Before.Fraction!, c.After.Fraction!)));
        var count = Assert.Single(changes, c => (c.Table, c.Column, Keys(c)) == ("item_time", "ended", "2019-03 公安局 B2"));
        Assert.Equal(("2", "3"), (count.Before.Text, count.After.Text));
        Assert.All(changes, c => Assert.Contains(c.Keys[0].Value, (string[])["2019", "2019-03", "2019-Q1"]));
    }

    [Fact]
    public async Task A_period_that_had_not_ended_on_the_older_day_is_not_compared()
    {
        var changes = await AllAsync(await CompareAsync(SmallCity.Published("", asOf: _june), SmallCity.Published("", more: LateCase)));
        Assert.Equal(["2019-03", "2019-Q1"], changes.Select(c => c.Keys[0].Value).Distinct());
        Assert.Empty(await AllAsync(await CompareAsync(SmallCity.Published("", asOf: _june), SmallCity.Publication)));
    }

    [Fact]
    public async Task Of_two_days_the_earlier_decides_whichever_is_named_first()
    {
        var changes = await AllAsync(await CompareAsync(SmallCity.Published("", more: LateCase), SmallCity.Published("", asOf: _june)));
        Assert.Equal(["2019-03", "2019-Q1"], changes.Select(c => c.Keys[0].Value).Distinct());
        Assert.Equal("3 → 2", Shown(Assert.Single(changes, c => (c.Table, c.Column, Keys(c)) == ("item_time", "ended", "2019-03 公安局 B2"))));
    }

    [Fact]
    public async Task Of_a_row_that_was_not_there_counts_were_0_and_rates_were_of_nothing()
    {
        var inApril = "n,accepted,2019-04-01,C3,420106,,\nn,decided,2019-04-02,,,granted,\n";
        var changes = await AllAsync(await CompareAsync(SmallCity.Publication, SmallCity.Published("", more: inApril)));
        var ofApril = changes.Where(c => c.Table == "item_time" && Keys(c) == "2019-04 公安局 C3").ToDictionary(c => c.Column);
        Assert.Equal(new CellValue("", 0, null), ofApril["ended"].Before);
        Assert.Equal(new CellValue("1", 1, null), ofApril["ended"].After);
        Assert.Equal(new CellValue("", null, null), ofApril["on_time_rate"].Before);
        Assert.Equal(new CellValue("1.0000", 1, new(1, 1)), ofApril["on_time_rate"].After);
        Assert.Equal(new CellValue("", null, null), ofApril["net_p90"].Before);
    }

    [Fact]
    public async Task A_rate_with_the_same_digits_does_not_differ_though_its_fraction_does()
    {
        var late = "y,accepted,2019-03-04,B2,420107,,\ny,decided,2019-03-12,,,granted,\n";
        var changes = await AllAsync(await CompareAsync(SmallCity.Publication, SmallCity.Published("", more: $"{LateCase}\n{late}")));
        var ofItem = changes.Where(c => c.Table == "item_time" && Keys(c) == "2019-03 公安局 B2").ToDictionary(c => c.Column);
        // 1 of 2 is 2 of 4.
        Assert.Equal(("1 → 2", "2 → 4"), (Shown(ofItem["on_time"]), Shown(ofItem["ended"])));
        Assert.DoesNotContain("on_time_rate", ofItem.Keys);
    }

    [Fact]
    public async Task A_column_and_a_table_that_an_older_program_did_not_write_differ_in_every_row()
    {
        var old = SmallCity.Publication.Files.ToDictionary();
        var manifest = JsonNode.Parse(old["manifest.json"])!;
        var items = Encoding.UTF8.GetString(old["item_time.csv"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..l.LastIndexOf(',')]);
        old["item_time.csv"] = Encoding.UTF8.GetBytes(string.Concat(items.Select(l => l + "\n")));
        var files = manifest["files"]!.AsArray();
        files.Single(f => f!["name"]!.ToString() == "item_time.csv")!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(old["item_time.csv"]));
        files.Remove(files.Single(f => f!["name"]!.ToString() == "backlog.csv"));
        old["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        var changes = await AllAsync(new(await SmallCity.ReadAsync(old), await SmallCity.ReadAsync()));
        Assert.Equal(["item_time", "backlog"], changes.Select(c => c.Table).Distinct());
        Assert.All(changes.Where(c => c.Table == "item_time"), c => Assert.Equal(("net_max", ""), (c.Column, c.Before.Text)));
        Assert.Equal(items.Count() - 1, changes.Count(c => c.Table == "item_time"));
        Assert.All(changes.Where(c => c.Table == "backlog"), c => Assert.Equal("", c.Before.Text));
    }

    [Fact]
    public async Task Tables_without_a_period_are_left_out()
    {
        var (before, after) = (SmallCity.Publication, SmallCity.Published("", more: LateCase));
        Assert.NotEqual(before.Files["quality.csv"], after.Files["quality.csv"]);
        Assert.DoesNotContain(await AllAsync(await CompareAsync(before, after)), c => c.Table is "quality" or "warnings");
    }

    [Fact]
    public async Task A_publication_differs_from_itself_in_nothing()
    {
        var comparison = await CompareAsync(SmallCity.Publication, SmallCity.Publication);
        Assert.Empty(comparison.Causes);
        Assert.Empty(await AllAsync(comparison));
    }

    [Fact]
    public async Task A_damaged_table_is_refused()
    {
        var damaged = SmallCity.Published("", more: LateCase).Files.ToDictionary();
        damaged["item_time.csv"] = [.. damaged["item_time.csv"], .. "2019-12,x,y,1,1,1.0000,1.00,1,1,1\n"u8];
        var comparison = new Comparison(await SmallCity.ReadAsync(), await SmallCity.ReadAsync(damaged));
        Assert.Contains("item_time.csv", (await Assert.ThrowsAsync<RefusedException>(() => AllAsync(comparison))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_gives_fractions_of_rates_and_null_for_nothing()
    {
        using var to = new MemoryStream();
        var comparison = await CompareAsync(SmallCity.Publication, SmallCity.Published("", more: LateCase));
        await ComparisonJson.WriteAsync(comparison, to, c => c.Table == "item_time" && Keys(c) == "2019-03 公安局 B2", TestContext.Current.CancellationToken);
        var json = JsonDocument.Parse(to.ToArray()).RootElement;
        Assert.Equal("2019-12-31", json.GetProperty("through").GetString());
        var cause = Assert.Single(json.GetProperty("causes").EnumerateArray());
        Assert.Equal(("logs_replaced", "one_net/2019.csv"), (cause.GetProperty("reason").GetString(), cause.GetProperty("what").GetString()));
        Assert.Equal("""
            {"table":"item_time","keys":{"period":"2019-03","department":"公安局","item_code":"B2"},"column":"on_time_rate","before":0.5000,"after":0.6667,
            "before_fraction":{"numerator":1,"denominator":2},"after_fraction":{"numerator":2,"denominator":3}}
            """.ReplaceLineEndings(""), json.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("column").GetString() == "on_time_rate").GetRawText());
    }

    [Fact]
    public async Task Csv_has_a_column_for_each_key_and_quotes_what_needs_it()
    {
        using var to = new MemoryStream();
        await ComparisonCsv.WriteAsync(await CompareAsync(SmallCity.Publication, SmallCity.Published("", more: LateCase)), to, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(to.ToArray()).Split('\n');
        Assert.Equal("table,period,month,policy,district,channel,stage,department,item_code,indicator,check,figure,"
            + "column,reason,before,after,before_numerator,before_denominator,after_numerator,after_denominator", lines[0]);
        Assert.Contains("item_time,2019-03,,,,,,公安局,B2,,,,on_time_rate,*,0.5000,0.6667,1,2,2,3", lines);
    }

    static string Shown(Change change) => $"{change.Before.Text} → {change.After.Text}";

    static string Keys(Change change) => string.Join(' ', change.Keys.Select(k => k.Value));

    static async Task<List<Change>> AllAsync(Comparison comparison)
    {
        var changes = new List<Change>();
        await foreach (var change in comparison.ChangesAsync(TestContext.Current.CancellationToken))
            changes.Add(change);
        return changes;
    }

    static async Task<Comparison> CompareAsync(Summaries.Publication before, Summaries.Publication after) =>
        new(await SmallCity.ReadAsync(before.Files), await SmallCity.ReadAsync(after.Files));
}
