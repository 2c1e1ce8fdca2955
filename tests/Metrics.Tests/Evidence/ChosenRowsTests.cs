using System.Text;
using Metrics.Evidence;
using Xunit;

namespace Metrics.Tests.Evidence;

public class ChosenRowsTests
{
    [Fact]
    public void Chosen_rows_hold_what_the_table_holds_in_the_order_in_which_they_came()
    {
        var faults = new EvidenceTables(SmallLog.ReferenceKnownOn(), [("one_window", "a.csv"), ("one_net", "b.csv")]).Faults;
        faults.Word(1).Text("b"u8).Word(0).Moment(630_000_000_000_000_000).Word(0).Word(0).Number(7);
        faults.Word(1).Text("a"u8).Word(-1).Moment(null).Word(1).Word(1).Number(null);
        faults.Word(1).Text("b"u8).Word(2).Moment(1).Word(0).Word(0).Number(8);
        faults.Word(1).Text([]).Word(-1).Moment(null).Word(-1).Word(-1).Number(null);

        var chosen = faults.Where("source", ["one_window", "elsewhere"]);
        Assert.Equal((2, "faults"), (chosen.Count, chosen.Name));
        Assert.Equal(faults.Columns.Select(c => (c.Name, c.Type)), chosen.Columns.Select(c => (c.Name, c.Type)));
        foreach (var (own, all) in chosen.Columns.Zip(faults.Columns).Where(c => c.First.Type is not (ColumnType.Text or ColumnType.Moment)))
            Assert.Equal([all.Values[0], all.Values[2]], own.Values);
        Assert.Equal(["b", "b"], [TextAt(chosen, 0), TextAt(chosen, 1)]);
        Assert.Equal([new(630_000_000_000_000_000), new DateTime(1)], [MomentAt(chosen, 0), MomentAt(chosen, 1)]);
        Assert.Equal("one_window", chosen.Columns.Single(c => c.Name == "source").WordOf(0));

        var rows = new int[2];
        chosen.RowsInOrder(rows);
        Assert.Equal([0, 1], rows);
        Assert.Equal(0, faults.Where("source", []).Count);
    }

    [Fact]
    public void A_row_that_lacks_values_is_refused_when_the_table_is_read()
    {
        var ratings = new EvidenceTables(SmallLog.ReferenceKnownOn(), []).Ratings;
        ratings.Text("a"u8).Date(null);
        Assert.Throws<InvalidOperationException>(() => ratings.Count);
        ratings.Clear();
        Assert.Equal(0, ratings.Count);
    }

    static string TextAt(EvidenceTable table, int row) => Encoding.UTF8.GetString(table.Columns.Single(c => c.Type == ColumnType.Text).TextAt(row));

    static DateTime? MomentAt(EvidenceTable table, int row) => table.Columns.Single(c => c.Type == ColumnType.Moment).MomentAt(row);
}
