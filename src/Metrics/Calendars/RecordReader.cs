using System.Globalization;
using Metrics.Files;

namespace Metrics.Calendars;

/// <summary>Reads one record of a calendar file; every fault names the file, the record, the date, what was found and what was expected.</summary>
sealed class RecordReader(string file, string list, int index, string? number)
{
    /// <summary>A longer stretch is a slip of the pen.</summary>
    const int MaxRangeDays = 366;

    /// <summary>A longer number or name is none of a document.</summary>
    const int MostText = 100;

    readonly string _record = $"{list}[{index}]{(number is null or { Length: > MostText } ? "" : $" {number}")}";

    public Notice Notice(CalendarFile.RawNotice? raw)
    {
        if (raw?.Year is not { } year || year is < 1950 or > 9998)
            throw Fault("year", $"{raw?.Year}", "a year from 1950 to 9998", "1950 至 9998 的年份");
        if (raw.ExtraDays is < 0 or > 31)
            throw Fault("extra_days", $"{raw.ExtraDays}", "0 to 31", "0 至 31");
        var notice = new Notice(
            year, Text("number", raw.Number), raw.Amends, IssuedDay(raw.Issued), raw.ExtraDays ?? 0, raw.Address, Holidays(raw.Holidays));
        CheckDays(notice);
        var (first, last) = (new DateOnly(year - 1, 12, 1), new DateOnly(year, 12, 31));
        if (notice.FirstDay < first || notice.LastDay > last)
        {
            throw Fault("holidays", notice.FirstDay < first ? Iso(notice.FirstDay) : Iso(notice.LastDay),
                $"days from {Iso(first)} to {Iso(last)}", $"{Iso(first)} 至 {Iso(last)} 之间的日期");
        }
        return notice;
    }

    public Layer Layer(CalendarFile.RawLayer? raw)
    {
        if (raw?.Prefix is not { Length: >= 1 and <= 6 } prefix || prefix[0] == '0' || !prefix.All(char.IsAsciiDigit))
            throw Fault("prefix", raw?.Prefix, "1 to 6 digits of a district code, the first not 0", "行政区划代码前 1 至 6 位，首位不为 0");
        if (raw.Number?.Length > MostText)
            throw NoText("number", raw.Number);
        var layer = new Layer(prefix, raw.Number, IssuedDay(raw.Issued), raw.Address, Holidays(raw.Holidays));
        CheckDays(layer);
        return layer;
    }

    Holiday[] Holidays(IReadOnlyList<CalendarFile.RawHoliday?>? raw) => raw is { Count: > 0 }
        ? [.. raw.Select(h => new Holiday(Text("holidays.name", h?.Name), Ranges("off", h?.Off), Ranges("work", h?.Work)))]
        : throw Fault("holidays", null, "at least one holiday", "至少一个节假日");

    DayRange[] Ranges(string field, IReadOnlyList<string?>? raw)
    {
        var ranges = new DayRange[raw?.Count ?? 0];
        for (var i = 0; i < ranges.Length; i++)
            ranges[i] = Range(field, raw![i]);
        return ranges;
    }

    DayRange Range(string field, string? text)
    {
        var parts = (text ?? "").Split('/');
        if (parts.Length > 2 || !TryDay(parts[0], out var first) || !TryDay(parts[^1], out var last)
            || last < first || last.DayNumber - first.DayNumber >= MaxRangeDays)
        {
            throw Fault(field, text,
                $"a date yyyy-MM-dd, or two as first/last with at most {MaxRangeDays} days",
                $"日期 yyyy-MM-dd，或“首日/末日”（不超过 {MaxRangeDays} 天）");
        }
        return new(first, last);
    }

    DateOnly? IssuedDay(string? text) => text is null ? null
        : TryDay(text, out var day) ? day
        : throw Fault("issued", text, "a date yyyy-MM-dd", "日期 yyyy-MM-dd");

    string Text(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > MostText ? throw NoText(field, text) : text;

    RefusedException NoText(string field, string? text) =>
        Fault(field, text, $"a text of at most {MostText} characters", $"不超过 {MostText} 个字符的文本");

    void CheckDays(CalendarRecord record)
    {
        var seen = new HashSet<Day>();
        foreach (var (day, _) in record.Rules)
        {
            if (!seen.Add(day))
                throw Fault("holidays", Iso(day.Date), "each day once, off or work", "每个日期只出现一次（放假或上班）");
        }
        if (seen.Count == 0)
            throw Fault("holidays", null, "at least one day off or worked", "至少一个放假或上班的日期");
    }

    RefusedException Fault(string field, string? found, string expected, string expectedZh)
    {
        var shown = CellShape.Shown(found ?? "");
        return new($"{file}: {_record}: {field}: found {shown.En}, expected {expected}", $"{file}：{_record}：{field}：发现{shown.Zh}，应为 {expectedZh}");
    }

    static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 1 and < 9999;
}
