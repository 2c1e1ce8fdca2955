using System.Numerics;
using System.Text;
using CsCheck;
using Metrics.Cube;
using Metrics.Policies;
using Metrics.Summaries;
using Xunit;

namespace Metrics.Tests.Summaries;

/// <summary>How a table's rows are sorted and written.</summary>
public class TableTests
{
    // Of bytes before '*', after it, and with all that CSV quotes.
    static readonly string[] _names = ["z", "!", "*", "*a", "(1)", "甲", "a,b", "say \"no\"", "2\r\n", "𠮷", "～"];

    [Fact]
    public void Rows_are_sorted_by_the_texts_of_their_keys_as_bytes()
    {
        var (names, cells) = (new Utf8Index(), new Cells<ItemCell>());
        foreach (var name in _names)
            cells.Place(ItemKey.Of(CellKey.OfMonth(Month.Of(2019, 1)), DepartmentNumber.None, new(names.Add(name))));
        var table = Table(cells, names);
        Assert.Equal(_names.Order(Utf8Order.Instance).Select(n => $"2019-01,*,{Quoted(n)}"), Rows(table));
    }

    [Fact]
    public void Periods_stand_in_the_order_of_their_texts()
    {
        var cells = new Cells<ItemCell>();
        foreach (var month in Enumerable.Range(2018 * 12, 24))
            cells.Place(ItemKey.Of(CellKey.OfMonth(new(month)), DepartmentNumber.None, ItemNumber.None));
        RollUp.Periods(cells);
        var rows = Rows(Table(cells, new()));
        Assert.Equal(2 * 17, rows.Length);
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
    }

    [Fact]
    public void At_a_glance_are_the_rows_whose_keys_are_all_rolled_up()
    {
        var (names, cells) = (new Utf8Index(), new Cells<ItemCell>());
        cells.Place(ItemKey.Of(CellKey.OfMonth(Month.Of(2019, 1)), DepartmentNumber.None, new(names.Add("*"))));
        cells.Place(ItemKey.Of(CellKey.OfMonth(Month.Of(2019, 1)), DepartmentNumber.None, ItemNumber.None));
        Assert.Equal(["2019-01", "*", "*", "0"], Assert.Single(Table(cells, names).AtAGlance));
    }

    [Fact]
    public void Rates_are_rounded_half_away_from_zero_whatever_the_size() =>
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Long[0, 1L << 62]).Sample((part, whole) =>
        {
            Span<byte> room = stackalloc byte[32];
            var text = Encoding.ASCII.GetString(room[..Numbers.Format(part, whole, 4, room)]);
            if (whole == 0)
                Assert.Equal("", text);
            else
                Assert.Equal((new BigInteger(part) * 20_000 + whole) / (new BigInteger(whole) * 2), BigInteger.Parse(text.Replace(".", "")));
        });

    [Theory, InlineData(2, 1, "2.00"), InlineData(1, 200, "0.01"), InlineData(1, 201, "0.00"), InlineData(7, 3, "2.33"), InlineData(0, 5, "0.00"), InlineData(0, 0, "")]
    public void Means_have_two_decimals(long sum, long count, string expected)
    {
        Span<byte> room = stackalloc byte[32];
        Assert.Equal(expected, Encoding.ASCII.GetString(room[..Numbers.Format(sum, count, 2, room)]));
    }

    [Fact]
    public void A_table_of_nothing_is_its_header() => Assert.Equal("period,department,item_code,x\n", Encoding.UTF8.GetString(Table(new(), new()).Csv));

    static Table Table(Cells<ItemCell> cells, Utf8Index names) =>
        new CellTable("t", "period,department,item_code", "x", KeyColumn.Of(ItemKey.Department, new()), KeyColumn.Of(ItemKey.Item, names))
            .Of(cells, (row, place) => row.Count(cells[place].OnTime));

    /// <summary>The keys of each row: a name may hold a line break.</summary>
    static string[] Rows(Table table)
    {
        var csv = Encoding.UTF8.GetString(table.Csv);
        return csv[(csv.IndexOf('\n', StringComparison.Ordinal) + 1)..].Split(",0\n", StringSplitOptions.RemoveEmptyEntries);
    }

    static string Quoted(string name) => name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
