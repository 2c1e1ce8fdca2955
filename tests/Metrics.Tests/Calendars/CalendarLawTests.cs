using System.Text;
using CsCheck;
using Metrics.Calendars;
using Xunit;

namespace Metrics.Tests.Calendars;

/// <summary>What holds for every calendar, whatever its records.</summary>
public class CalendarLawTests
{
    static readonly Gen<Day> NearDay = Gen.Int[Dates.Day("2002-06-01").Number, Dates.Day("2028-06-01").Number].Select(n => new Day(n));
    static readonly Gen<Day> AnyDay = Gen.Frequency((4, NearDay), (1, Gen.Int[0, Day.Last.Number].Select(n => new Day(n))));
    static readonly Gen<District> District = Gen.OneOf(default, Dates.Beijing, Dates.Wuhan, Dates.Xichang, new District(450103));
    static readonly Gen<DateOnly?> Known = NearDay.Select(d => d.Date).Nullable(0.2);

    static readonly Gen<CityLayer> CityLayers = Gen.Select(
        Gen.OneOf("4", "42", "4201", "420106", "1", "1101", "5134"), NearDay, Gen.Int[0, 12], Gen.Bool,
        (prefix, first, more, off) => new CityLayer(prefix, first, first + more, off));

    [Fact]
    public void Counts_of_adjoining_stretches_add_up() => Gen.Select(AnyDay, AnyDay, AnyDay, District, Known).Sample((a, b, c, district, known) =>
    {
        var calendar = Book(known).For(district);
        Assert.Equal(calendar.Count(a, c), calendar.Count(a, b) + calendar.Count(b, c));
        Assert.Equal(-calendar.Count(b, a), calendar.Count(a, b));
    });

    [Fact]
    public void A_count_is_the_number_of_working_days_of_a_walk() => Gen.Select(AnyDay, Gen.Int[0, 900], District, Known).Sample((a, length, district, known) =>
    {
        var calendar = Book(known).For(district);
        Assert.Equal(Enumerable.Range(1, length).Count(d => calendar.IsWorking(a + d)), calendar.Count(a, a + length));
    });

    [Fact]
    public void The_nth_working_day_is_the_first_with_a_count_of_n() => Gen.Select(AnyDay, Gen.Int[1, 3000], District, Known).Sample((a, n, district, known) =>
    {
        var calendar = Book(known).For(district);
        var due = calendar.Add(a, n);
        Assert.Equal(n, calendar.Count(a, due));
        Assert.Equal(n - 1, calendar.Count(a, due - 1));
        Assert.Equal(a, calendar.Add(a, 0));
        Assert.Equal(calendar.Add(calendar.Add(a, 1), n), calendar.Add(a, n + 1));
    });

    [Fact]
    public void A_layer_changes_nothing_outside_its_districts_and_days() => Gen.Select(CityLayers.List[1, 4], District, Known).Sample((layers, district, known) =>
    {
        var (without, with) = (Book(known).For(district), CalendarBook.Build(Add(layers), known).For(district));
        var concerned = layers.Where(l => district.ToString().StartsWith(l.Prefix, StringComparison.Ordinal)).ToArray();
        for (var day = Dates.Day("2002-01-01"); day < Dates.Day("2029-01-01"); day += 1)
        {
            if (!Array.Exists(concerned, l => l.First <= day && day <= l.Last))
                Assert.True(without.IsWorking(day) == with.IsWorking(day), day.ToString());
        }
    }, iter: 50);

    [Fact]
    public void Of_the_layers_the_one_with_the_longest_prefix_and_then_the_last_decides() => Gen.Select(CityLayers.List[1, 5], District).Sample((layers, district) =>
    {
        var records = Add(layers);
        var calendar = CalendarBook.Build(records).For(district);
        var concerned = records.Layers.Where(l => district.ToString().StartsWith(l.Prefix, StringComparison.Ordinal)).OrderBy(l => l.Prefix.Length).ToArray();
        foreach (var day in layers.SelectMany(l => new[] { l.First, l.Last }))
        {
            var decisive = concerned.LastOrDefault(l => Says(l, day, off: true) || Says(l, day, off: false));
            var expected = decisive is null ? CalendarBook.Shipped.National.IsWorking(day) : Says(decisive, day, off: false);
            Assert.True(expected == calendar.IsWorking(day), day.ToString());
        }
    });

    [Fact]
    public void Later_knowledge_has_all_of_earlier_knowledge_and_changes_only_what_new_records_name() =>
        Gen.Select(NearDay, NearDay, District).Sample((one, other, district) =>
        {
            var (early, late) = (Day.Min(one, other), Day.Max(one, other));
            var (before, after) = (Book(early.Date), Book(late.Date));
            Assert.Subset(after.Notices.ToHashSet(), before.Notices.ToHashSet());
            Assert.Subset(after.Layers.ToHashSet(), before.Layers.ToHashSet());
            var news = after.Notices.Except(before.Notices).Concat<CalendarRecord>(after.Layers.Except(before.Layers)).ToArray();
            for (var day = Dates.Day("2003-01-01"); day < Dates.Day("2028-01-01"); day += 1)
            {
                Assert.True(before.IsProvisional(day) || !after.IsProvisional(day), day.ToString());
                if (before.For(district).IsWorking(day) != after.For(district).IsWorking(day))
                    Assert.Contains(news, r => r.FirstDay <= day.Date && day.Date <= r.LastDay);
            }
        }, iter: 50);

    [Fact]
    public void Counting_allocates_nothing()
    {
        var calendar = CalendarBook.Shipped.For(Dates.Wuhan);
        // The runtime allocates on this thread now and then (tiering); counting asks the same each time, and would allocate each time.
        var rounds = Enumerable.Range(0, 10).Select(_ => AllocatedBy(calendar)).ToArray();
        Assert.Equal(0, rounds.Min());
    }

    static long AllocatedBy(Calendar calendar)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Ask(calendar);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotEqual(0, sum);
        return allocated;
    }

    static long Ask(Calendar calendar)
    {
        var sum = 0L;
        for (var day = new Day(700_000); day.Number < 745_000; day += 7)
            sum += calendar.Count(day, day + 5000) + (calendar.Add(day, 250) - day) + CalendarBook.Shipped.For(Dates.Beijing).Ordinal(day);
        return sum;
    }

    static bool Says(Layer layer, Day day, bool off) => layer.Holidays
        .SelectMany(h => off ? h.Off : h.Work).Any(r => r.First <= day.Date && day.Date <= r.Last);

    static CalendarBook Book(DateOnly? known) => CalendarBook.Build(CalendarRecords.Shipped, known);

    static CalendarRecords Add(IEnumerable<CityLayer> layers) => CalendarRecords.Shipped.With("layers", Json(layers));

    static byte[] Json(IEnumerable<CityLayer> layers) => Encoding.UTF8.GetBytes($$"""{ "layers": [ {{string.Join(",", layers.Select(l =>
        $$"""{ "prefix": "{{l.Prefix}}", "number": "city", "holidays": [ { "name": "x", "{{(l.Off ? "off" : "work")}}": ["{{l.First}}/{{l.Last}}"] } ] }"""))}} ] }""");

    sealed record CityLayer(string Prefix, Day First, Day Last, bool Off);
}
