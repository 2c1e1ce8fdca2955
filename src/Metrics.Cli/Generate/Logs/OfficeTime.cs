using System.Globalization;

namespace Metrics.Cli.Generate.Logs;

/// <summary>The forms of time that spreadsheets and interfaces write (contract 1.3). They are few, so they may be slow.</summary>
static class OfficeTime
{
    const int SecondsOfDay = 86_400;
    /// <summary>Day 0 of a spreadsheet: day 25569 is 1970-01-01.</summary>
    static readonly DateOnly _spreadsheetZero = new(1899, 12, 30);

    static TimeSpan ChinaTime => TimeSpan.FromHours(8);

    /// <param name="second">Second of the day. No minutes without seconds where it has some, so that each form says the same moment.</param>
    public static string Text(TimeStyle style, DateOnly date, int second)
    {
        var at = new DateTimeOffset(date, new TimeOnly(0), ChinaTime).AddSeconds(second);
        var (hour, half) = (at.Hour % 12 == 0 ? 12 : at.Hour % 12, at.Hour < 12);
        return style switch
        {
            TimeStyle.Utc => Format(at.ToUniversalTime(), "yyyy-MM-ddTHH:mm:ssZ"),
            TimeStyle.Points => Format(at, "yyyy.M.d H:mm:ss.f"),
            TimeStyle.Characters => Format(at, second % 60 == 0 ? "yyyy年M月d日H时m分" : "yyyy年M月d日H时m分s秒"),
            TimeStyle.CharactersAndColons => Format(at, second % 60 == 0 ? "yyyy年M月d日 HH:mm" : "yyyy年M月d日 HH:mm:ss"),
            TimeStyle.HalfDays => Format(at, "yyyy-M-d ") + (half ? "上午 " : "下午 ") + hour + Format(at, ":mm:ss"),
            TimeStyle.AmPm => Format(at, "yyyy/M/d ") + hour + Format(at, ":mm:ss ") + (half ? "AM" : "PM"),
            TimeStyle.CompactOffset => Format(at, "yyyyMMddTHHmmss+0800"),
            TimeStyle.Milliseconds => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            TimeStyle.SpreadsheetDays => (SpreadsheetDay(date) + (decimal)second / SecondsOfDay).ToString("0.0000000000", CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, "is written in place"),
        };
    }

    /// <summary>A date alone; of milliseconds the last second of the day, which is what a date alone says.</summary>
    public static string DateText(TimeStyle style, DateOnly date) => style switch
    {
        TimeStyle.Slashes or TimeStyle.AmPm => Format(date, "yyyy/M/d"),
        TimeStyle.Compact or TimeStyle.CompactOffset => Format(date, "yyyyMMdd"),
        TimeStyle.Points => Format(date, "yyyy.M.d"),
        TimeStyle.Characters or TimeStyle.CharactersAndColons => Format(date, "yyyy年M月d日"),
        TimeStyle.HalfDays => Format(date, "yyyy-M-d"),
        TimeStyle.Milliseconds => Text(style, date, SecondsOfDay - 1),
        TimeStyle.SpreadsheetDays => SpreadsheetDay(date).ToString(CultureInfo.InvariantCulture),
        _ => Format(date, "yyyy-MM-dd"),
    };

    static int SpreadsheetDay(DateOnly date) => date.DayNumber - _spreadsheetZero.DayNumber;

    static string Format(IFormattable value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
