using System.Globalization;
using Metrics.Files;

namespace Metrics.Calendars;

/// <summary>What notices must satisfy together: one own notice a year, amendments of known notices, and the days off that the law grants.</summary>
static class NoticeRules
{
    /// <summary>
    /// Weekdays off less weekend days worked in a year: the days of the law (全国年节及纪念日放假办法 of 1999, 2007 and 2024),
    /// since a holiday's days on a weekend are given on weekdays, and all else is moved and worked.
    /// </summary>
    static int LegalDays(int year) => year switch { <= 2007 => 10, <= 2024 => 11, _ => 13 };

    /// <exception cref="RefusedException">They do not fit together.</exception>
    public static void Check(string file, IReadOnlyList<Notice> notices)
    {
        foreach (var same in notices.GroupBy(n => n.Number, StringComparer.Ordinal).Where(g => g.Count() > 1))
            throw Fault(file, same.First(), $"found {same.Count()} records with this number", "one", $"该文号出现 {same.Count()} 次", "一次");
        foreach (var amendment in notices.Where(n => n.Amends is not null))
            CheckAmendment(file, amendment, notices);
        foreach (var own in notices.Where(n => n.Amends is null))
        {
            if (notices.TakeWhile(n => n != own).FirstOrDefault(n => n.Amends is null && n.Year == own.Year) is { } other)
            {
                throw Fault(file, own, $"found {other.Number} for {own.Year} too", "one own notice a year, others with \"amends\"",
                    $"{own.Year} 年另有 {other.Number}", "每年一个通知，其余用 \"amends\" 注明所修改的文号");
            }
            CheckYear(file, own, notices);
        }
    }

    static void CheckAmendment(string file, Notice amendment, IReadOnlyList<Notice> notices)
    {
        var own = notices.FirstOrDefault(n => n.Number == amendment.Amends && n.Amends is null && n.Year == amendment.Year);
        var amends = CellShape.Shown(amendment.Amends!);
        if (own is null)
        {
            throw Fault(file, amendment, $"found \"amends\": {amends.En}", $"the number of the own notice of {amendment.Year}",
                $"\"amends\" 为{amends.Zh}", $"{amendment.Year} 年通知的文号");
        }
        if (amendment.KnownFrom < own.KnownFrom)
        {
            throw Fault(file, amendment, $"found issued {Iso(amendment.KnownFrom)}", $"{Iso(own.KnownFrom)} ({own.Number}) or later",
                $"发文日期 {Iso(amendment.KnownFrom)}", $"不早于 {Iso(own.KnownFrom)}（{own.Number}）");
        }
    }

    /// <summary>The own notice first, then its amendments as they came; after each the year's sum must be right.</summary>
    static void CheckYear(string file, Notice own, IReadOnlyList<Notice> notices)
    {
        var days = new Dictionary<Day, bool>();
        var expected = LegalDays(own.Year);
        foreach (var notice in notices.Where(n => n.Amends == own.Number).Order(Notice.ByKnowledge).Prepend(own))
        {
            Apply(file, notice, days);
            expected += notice.ExtraDays;
            CheckSum(file, notice, days, expected);
        }
    }

    static void Apply(string file, Notice notice, Dictionary<Day, bool> days)
    {
        foreach (var (day, rule) in notice.Rules)
        {
            var takesBackADayOff = days.TryGetValue(day, out var worked) && !worked;
            if (rule.Worked && Weekdays.IsWeekday(day) && !takesBackADayOff)
            {
                throw Fault(file, notice, $"{Iso(day)}: found a Monday to Friday among the days worked", "a Saturday or Sunday",
                    $"{Iso(day)}：上班日为周一至周五", "周六或周日");
            }
            days[day] = rule.Worked;
        }
    }

    static void CheckSum(string file, Notice notice, Dictionary<Day, bool> days, int expected)
    {
        var sum = 0;
        foreach (var (day, worked) in days)
        {
            if (Weekdays.IsWeekday(day) != worked)
                sum += worked ? -1 : 1;
        }
        if (sum != expected)
            throw WrongSum(file, notice, days, expected);
    }

    static RefusedException WrongSum(string file, Notice notice, Dictionary<Day, bool> days, int expected)
    {
        Day[] off = [.. days.Where(d => !d.Value && Weekdays.IsWeekday(d.Key)).Select(d => d.Key).Order()];
        Day[] worked = [.. days.Where(d => d.Value && !Weekdays.IsWeekday(d.Key)).Select(d => d.Key).Order()];
        var found = off.Length - worked.Length;
        return Fault(file, notice,
            $"{notice.Year}: found {off.Length} weekdays off ({List(off)}) less {worked.Length} weekend days worked ({List(worked)}) = {found}",
            $"{expected}",
            $"{notice.Year} 年：工作日放假 {off.Length} 天（{List(off)}）减周末上班 {worked.Length} 天（{List(worked)}）= {found}",
            $"{expected}");
    }

    static RefusedException Fault(string file, Notice notice, string found, string expected, string foundZh, string expectedZh) => new(
        $"{file}: {notice.Number}: {found}, expected {expected}", $"{file}：{notice.Number}：{foundZh}，应为 {expectedZh}");

    static string List(IEnumerable<Day> days) => string.Join(", ", days.Select(Iso));

    static string Iso(Day day) => Iso(day.Date);

    static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
