using System.Text;
using System.Text.Json;
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
        Assert.Equal("3 → 2", Assert.Single(changes, c => (c.Column, Keys(c)) == ("ended", "2019-03 公安局 B2") && c.Table == "item_time") is var c
            ? $"{c.Before.Text} → {c.After.Text}" : null);
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

    internal static string Keys(Change change) => string.Join(' ', change.Keys.Select(k => k.Value));

    internal static async Task<List<Change>> AllAsync(Comparison comparison)
    {
        var changes = new List<Change>();
        await foreach (var change in comparison.ChangesAsync(TestContext.Current.CancellationToken))
            changes.Add(change);
        return changes;
    }

    static async Task<Comparison> CompareAsync(Summaries.Publication before, Summaries.Publication after) =>
        new(await SmallCity.ReadAsync(before.Files), await SmallCity.ReadAsync(after.Files));
}
