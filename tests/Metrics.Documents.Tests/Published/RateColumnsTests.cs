using Metrics.Documents.Published;

namespace Metrics.Documents.Tests.Published;

public sealed class RateColumnsTests
{
    [Fact]
    public async Task Every_published_rate_is_its_fraction()
    {
        var stop = TestContext.Current.CancellationToken;
        var publication = await SmallCity.ReadAsync(SmallCity.Published("", more: """
            r,accepted,2019-03-05,A1,420106,,
            r,visited,2019-03-05,,,,
            """).Files);
        var found = new HashSet<string>();
        foreach (var name in publication.Tables)
        {
            using var table = await publication.TableAsync(name, stop);
            await foreach (var row in table!.RowsAsync(stop))
            {
                foreach (var column in table.Columns.Where(c => c.EndsWith("_rate", StringComparison.Ordinal) || c == "value" && row["denominator"].Length > 0))
                {
                    var fraction = RateColumns.Of(column, row);
                    Assert.NotNull(fraction);
                    found.Add($"{name}.{column}");
                    decimal? rate = fraction.Whole == 0 ? null
                        : Math.Round((decimal)fraction.Part / fraction.Whole, 4, MidpointRounding.AwayFromZero);
                    Assert.Equal(rate, row.Number(column));
                }
            }
        }
        Assert.Superset(new HashSet<string> { "approval_time.kept_rate", "service_items.cut_rate", "online_handling.no_visit_rate", "figures.value" }, found);
    }
}
