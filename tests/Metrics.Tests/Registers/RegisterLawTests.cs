using System.Globalization;
using CsCheck;
using Xunit;

namespace Metrics.Tests.Registers;

/// <summary>What the tables of a register may not depend on.</summary>
public class RegisterLawTests
{
    const string AsOf = "2019-09-30";

    static readonly string[] _endings =
    [
        "lecture,{0},{1},,,,,,{2},,,{3}", "organ,{0},{1},,,,,,{2},,{4},{3}", "adviser,{0},{1},,,,,{5},{2},city;town,{4},{3}",
        "licence,{0},{1},,,,,,{2},merged,{4},{3}", "reconsideration,{0},{1},,,,,,{2},,,{3}", "reconsideration,{0},{1},accepted,{5},,,,{2},,,{3}",
        "reconsideration,{0},{1},accepted,{5},,changed,{5},{2},,,{3}", "reconsideration,{0},{1},told,{1},,,{5},{2},,,{3}",
        "litigation,{0},{1},,,{5},other,{5},{2},deputy,,{3}", "document,{0},{1},filed,{5},,wrong,{5},{2},,,{3}", "dispute,{0},{1},,,,oral,{5},{2},,,{3}",
    ];

    [Fact]
    public void The_order_of_rows_changes_nothing() => Check((random, rows) =>
    {
        var shuffled = rows.ToArray();
        random.Shuffle(shuffled);
        AssertSame(rows, shuffled);
    });

    [Fact]
    public void A_row_that_counts_many_is_as_many_rows_that_count_one() => Check((_, rows) => AssertSame(rows, [.. rows.SelectMany(Split)]));

    [Fact]
    public void Rows_received_after_as_of_change_nothing() => Check((random, rows) =>
        AssertSame(rows, [.. rows, .. Rows(random, "late", new DateOnly(2019, 10, 1))]));

    [Fact]
    public void All_departments_are_those_named_and_those_not_named() => Check((_, rows) =>
    {
        var without = rows.Select(r => r.Replace(",甲,", ",,", StringComparison.Ordinal).Replace(",乙,", ",,", StringComparison.Ordinal));
        var tables = RegisterText.Tables(rows, AsOf);
        Assert.Equal(AllDepartments(tables), AllDepartments(RegisterText.Tables(without, AsOf)));
        Assert.NotEmpty(AllDepartments(tables));
    });

    static IEnumerable<string> AllDepartments(IReadOnlyDictionary<string, string> tables) =>
        new[] { "register", "register_checks" }.SelectMany(t => tables[t].Split('\n')).Where(l => l.Contains(",*,", StringComparison.Ordinal));

    static void AssertSame(IEnumerable<string> rows, IEnumerable<string> others) =>
        Assert.Equal(RegisterText.Tables(rows, AsOf), RegisterText.Tables(others, AsOf));

    static void Check(Action<Random, List<string>> law) => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var random = new Random(seed);
        law(random, Rows(random, "r", new DateOnly(2018, 6, 1)));
    }, iter: 60);

    static List<string> Rows(Random random, string id, DateOnly first) => [.. Enumerable.Range(0, 30).Select(i =>
    {
        var received = first.AddDays(random.Next(400));
        var holder = random.Next(2) == 0 ? "" : "H" + random.Next(4);
        return string.Format(CultureInfo.InvariantCulture, _endings[random.Next(_endings.Length)], id + i, received.ToString("O"),
            random.GetItems(["", "甲", "乙"], 1)[0], random.Next(1, 4), holder, received.AddDays(random.Next(200)).ToString("O"));
    })];

    static IEnumerable<string> Split(string row)
    {
        var cells = row.Split(',');
        return Enumerable.Range(0, int.Parse(cells[^1], CultureInfo.InvariantCulture))
            .Select(i => string.Join(',', [cells[0], $"{cells[1]}-{i}", .. cells[2..^1], "1"]));
    }
}
