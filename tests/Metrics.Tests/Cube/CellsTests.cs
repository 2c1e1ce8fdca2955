using CsCheck;
using Metrics.Cube;
using Metrics.Policies;
using Metrics.Summaries;
using Xunit;

namespace Metrics.Tests.Cube;

/// <summary>Cells, their histograms and their roll-up, beside lists of what was counted.</summary>
public class CellsTests
{
    /// <summary>One counted unit; month 0 to 23 of two years.</summary>
    sealed record Unit(int Month, int Policy, int District, int Channel, int Days)
    {
        internal ulong Key => UnitKey.Of(CellKey.OfMonth(Metrics.Month.Of(2019 + Month / 12, 1 + Month % 12)), new(Policy), new(District), new StageNumber(Channel));
    }

    // A district of 0 is missing. Days of one page, of the pages after it, and absurd ones.
    static readonly Gen<Unit[]> _units = Gen.Select(Gen.Int[0, 23], Gen.Int[0, 2], Gen.Int[0, 3].Select(d => d * 110_101), Gen.Int[1, 3],
        Gen.Frequency((8, Gen.Int[0, 15]), (3, Gen.Int[16, 100]), (1, Gen.Int[0, 3_650_000])),
        (month, policy, district, channel, days) => new Unit(month, policy, district, channel, days)).Array[0, 60];

    [Fact]
    public void Percentiles_are_those_of_the_sorted_days() => Gen.Int[0, 200].Array[1, 50].Sample(days =>
    {
        var histogram = Histogram(days);
        Array.Sort(days);
        Assert.Equal((days.Length, days.Sum()), (histogram.Count, histogram.Sum));
        foreach (var percent in Enumerable.Range(1, 100))
            Assert.Equal(days[(days.Length * percent + 99) / 100 - 1], histogram.Percentile(percent));
    });

    [Fact]
    public void Of_no_days_there_is_no_percentile() => Assert.Null(Histogram([]).Max);

    [Fact]
    public void Every_roll_up_holds_exactly_the_days_that_belong_to_it() => _units.Sample(units =>
    {
        var cells = RolledUp(units);
        Assert.Equal(units.SelectMany(RollUps).Distinct().Order(), Enumerable.Range(0, cells.Count).Select(cells.KeyAt).Order());
        foreach (var group in units.SelectMany(u => RollUps(u).Select(key => (Key: key, u.Days))).GroupBy(u => u.Key, u => u.Days))
        {
            var histogram = cells.DaysAt(cells.Place(group.Key));
            var days = group.Order().ToList();
            Assert.Equal(days, Listed(histogram));
            Assert.Equal(days.Count, cells[cells.Place(group.Key)].OnTime);
        }
    });

    [Fact]
    public void Rolled_up_cells_subtract_as_the_finest_do() => Gen.Select(_units, _units).Sample((a, b) =>
    {
        var sum = RolledUp([.. a, .. b]);
        sum.Subtract(RolledUp(b));
        Assert.Equal(Bytes(RolledUp(a)), Bytes(sum));
    });

    [Fact]
    public void The_order_of_adding_changes_nothing() => Gen.Select(_units, _units).Sample((a, b) =>
    {
        var (forth, back) = (Counted(a), Counted(b));
        forth.Add(Counted(b));
        back.Add(Counted(a));
        Assert.Equal(Bytes(forth), Bytes(back));
    });

    [Fact]
    public void What_is_written_is_read_again() => _units.Sample(units =>
    {
        var (cells, read) = (Counted(units), new Cells<ApprovalCell>());
        CellsFormat.Read(read, new BinaryReader(new MemoryStream(Bytes(cells))));
        Assert.Equal(Bytes(cells), Bytes(read));
    });

    [Fact]
    public void A_day_more_than_was_counted_cannot_be_taken_out()
    {
        var (cells, other) = (new Cells<ItemCell>(), new Cells<ItemCell>());
        cells.AddDay(cells.Place(1), 3);
        other.AddDay(other.Place(1), 4);
        Assert.Throws<ArgumentException>(() => cells.Subtract(other));
    }

    [Fact]
    public void Cells_are_found_again_after_others_are_gone() => _units.Sample(units =>
    {
        var cells = Counted(units);
        var odd = units.Where(u => u.Channel % 2 == 1).ToArray();
        cells.Subtract(Counted(odd));
        cells.Add(Counted(odd));
        Assert.Equal(Bytes(Counted(units)), Bytes(cells));
    });

    [Theory, InlineData(8190, 1048575, 8190), InlineData(0, 0, 0), InlineData(-1, 0, -1)]
    public void A_key_gives_its_numbers_back(int policy, int district, int last)
    {
        var key = UnitKey.Of(CellKey.OfMonth(Month.Of(9999, 12)), new(policy), new(district), new StageNumber(last));
        Assert.Equal((policy, district - 1, last), (UnitKey.Policy.In(key), UnitKey.District.In(key), UnitKey.Last.In(key)));
        Assert.Equal("9999-12", CellKey.PeriodOf(key).ToString());
    }

    [Theory, InlineData(8191, 1, 1), InlineData(1, 1048576, 1), InlineData(1, 1, 8191), InlineData(-2, 1, 1)]
    public void A_number_that_its_part_of_a_key_cannot_hold_is_an_error(int policy, int district, int last) =>
        Assert.Throws<OverflowException>(() => UnitKey.Of(0, new(policy), new(district), new StageNumber(last)));

    [Theory, InlineData(2019 * 12, "2019-01 2019-Q1 2019 2019"), InlineData(2019 * 12 + 11, "2019-12 2019-Q4 2019 2019")]
    public void A_month_is_part_of_a_quarter_and_a_year(int month, string periods)
    {
        var period = Period.OfMonth(new(month));
        Assert.Equal(periods, $"{period} {period.Wider} {period.Wider.Wider} {period.Wider.Wider.Wider}");
    }

    static ulong[] RollUps(Unit unit)
    {
        var month = CellKey.PeriodOf(unit.Key);
        ulong[] keys = [.. new[] { month, month.Wider, month.Wider.Wider }.Select(p => CellKey.In(p, unit.Key))];
        foreach (var part in (KeyPart[])[UnitKey.Policy, UnitKey.District, UnitKey.Last])
            keys = [.. keys.Concat(keys.Select(part.Without)).Distinct()];
        return keys;
    }

    static Cells<ApprovalCell> RolledUp(Unit[] units)
    {
        var cells = Counted(units);
        RollUp.Periods(cells);
        RollUp.Over(cells, UnitKey.Last);
        RollUp.Over(cells, UnitKey.District);
        RollUp.Over(cells, UnitKey.Policy);
        return cells;
    }

    static Cells<ApprovalCell> Counted(Unit[] units)
    {
        var cells = new Cells<ApprovalCell>();
        foreach (var unit in units)
        {
            cells.AddDay(cells.Place(unit.Key), unit.Days);
            cells[cells.Place(unit.Key)].OnTime++;
        }
        return cells;
    }

    static Histogram Histogram(int[] days)
    {
        var (pages, head) = (new DayPages(), 0);
        foreach (var day in days)
            pages.Add(ref head, day, 1);
        return new(pages, head);
    }

    static List<int> Listed(Histogram histogram)
    {
        var days = new List<int>();
        foreach (var (day, count) in histogram)
            days.AddRange(Enumerable.Repeat(day, (int)count));
        return days;
    }

    static byte[] Bytes(Cells cells)
    {
        using var stream = new MemoryStream();
        CellsFormat.Write(cells, new(stream));
        return stream.ToArray();
    }

    [Fact]
    public void A_table_has_a_bound_and_says_what_likely_broke_it()
    {
        var cells = new Cells<AcceptanceCell>(most: 3);
        for (ulong key = 1; key <= 3; key++)
            cells.Place(key);
        Assert.Equal(2, cells.Place(3));
        var refused = Assert.Throws<RefusedException>(() => cells.Place(4));
        Assert.Contains("more than 3 rows", refused.Why.En, StringComparison.Ordinal);
        Assert.Contains("行政区划", refused.Why.Zh, StringComparison.Ordinal);
    }
}
