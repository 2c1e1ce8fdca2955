using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Metrics.Calendars;

/// <summary>All calendars of a run: the notices and layers known on a date, and for each district its own calendar. Immutable, for any thread.</summary>
public sealed class CalendarBook
{
    const int SixDigits = 100_000;

    /// <summary>
    /// A layer's prefix as a number → the calendar of the districts for which it is the longest. 42 and 420 are two keys: no prefix begins with 0.
    /// </summary>
    readonly Dictionary<int, Calendar> _byPrefix = [];
    /// <summary>By the first two digits of a district: whether any layer may touch it.</summary>
    readonly bool[] _regions = new bool[100];
    readonly HashSet<int> _years = [];

    CalendarBook(IReadOnlyList<Notice> notices, IReadOnlyList<Layer> layers, DateOnly? knownOn)
    {
        Notices = notices;
        Layers = layers;
        KnownOn = knownOn;
        foreach (var notice in notices)
        {
            if (notice.Amends is null)
                _years.Add(notice.Year);
        }
        var rules = Overlay([], notices);
        National = new(rules, this);
        foreach (var prefix in layers.Select(l => l.Prefix).Distinct())
            _byPrefix[int.Parse(prefix, CultureInfo.InvariantCulture)] = CalendarOf(prefix, rules);
        for (var region = 0; region < _regions.Length; region++)
            _regions[region] = layers.Any(l => Touches(l, region));
    }

    static bool Touches(Layer layer, int region)
    {
        var digits = region.ToString("00", CultureInfo.InvariantCulture);
        return layer.Prefix.StartsWith(digits, StringComparison.Ordinal) || digits.StartsWith(layer.Prefix, StringComparison.Ordinal);
    }

    /// <summary>The book with the shipped notices and layers, all of them known.</summary>
    public static CalendarBook Shipped { get; } = Build(CalendarRecords.Shipped);

    /// <summary>The notices in use, in the order in which they became known.</summary>
    public IReadOnlyList<Notice> Notices { get; }

    /// <summary>The layers in use, each after those it overrides.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The day of knowledge; null: everything is known.</summary>
    public DateOnly? KnownOn { get; }

    /// <param name="knownOn">Records that became known later are left out; null: none.</param>
    /// <param name="layers">False: national days alone.</param>
    public static CalendarBook Build(CalendarRecords records, DateOnly? knownOn = null, bool layers = true)
    {
        bool Known(CalendarRecord record) => knownOn is null || record.KnownFrom <= knownOn;
        var notices = records.Notices.Where(Known).Order(Notice.ByKnowledge);
        // A stable sort: of one length the later record, the city's after the shipped, decides.
        var regional = records.Layers.Where(l => layers && Known(l)).Order(Comparer<Layer>.Create((a, b) => a.Prefix.Length.CompareTo(b.Prefix.Length)));
        return new([.. notices], [.. regional], knownOn);
    }

    /// <summary>This book as it was known on a day, at most what it knows itself.</summary>
    public CalendarBook AsKnownOn(DateOnly day) => KnownOn <= day ? this : Only(r => r.KnownFrom <= day, day);

    /// <summary>This book with some of its records alone.</summary>
    public CalendarBook Only(Func<CalendarRecord, bool> keep) => Only(keep, KnownOn);

    CalendarBook Only(Func<CalendarRecord, bool> keep, DateOnly? knownOn) =>
        new([.. Notices.Where(n => keep(n))], [.. Layers.Where(l => keep(l))], knownOn);

    /// <summary>The calendar without layers.</summary>
    public Calendar National { get; }

    /// <summary>The calendar of a district; of a missing one, the national calendar.</summary>
    public Calendar For(District district)
    {
        if (district.Code >= SixDigits && !_regions[district.Code / (SixDigits / 10)])
            return National;
        for (var prefix = district.Code; prefix > 0; prefix /= 10)
        {
            if (_byPrefix.TryGetValue(prefix, out var calendar))
                return calendar;
        }
        return National;
    }

    /// <summary>The first provisional day in [from, to], or null: past the last known notice's year, or before the first's.</summary>
    public Day? FirstProvisional(Day from, Day to)
    {
        for (var day = from; day <= to; day = Day.Of(new DateOnly(day.Date.Year, 12, 31)) + 1)
        {
            if (IsProvisional(day))
                return day;
        }
        return null;
    }

    /// <summary>True where no notice of the day's year is known, so that the weekday pattern stands in.</summary>
    public bool IsProvisional(Day day) => !_years.Contains(day.Date.Year);

    /// <summary>SHA-256 of every day that the records in use set, lower-case hex: two books with one hash count alike.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in Notices.Concat<CalendarRecord>(Layers))
        {
            foreach (var (day, rule) in record.Rules)
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Title}\t{day.Number}\t{rule.Worked}\n")));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    Calendar CalendarOf(string prefix, Dictionary<Day, DayRule> national) =>
        new(Overlay(new(national), Layers.Where(l => prefix.StartsWith(l.Prefix, StringComparison.Ordinal))), this);

    static Dictionary<Day, DayRule> Overlay(Dictionary<Day, DayRule> days, IEnumerable<CalendarRecord> records)
    {
        foreach (var record in records)
        {
            foreach (var (day, rule) in record.Rules)
                days[day] = rule;
        }
        return days;
    }
}
