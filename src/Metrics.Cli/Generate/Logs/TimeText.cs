using Metrics.Cli.Generate.City;

namespace Metrics.Cli.Generate.Logs;

/// <summary>Writes the time of an event in a system's style.</summary>
sealed class TimeText(TimeStyle style, Vocabulary words, CityYear year)
{
    readonly (int Year, int Month, int Day)[] _dates =
        [.. Enumerable.Range(0, year.Days).Select(year.Date).Select(d => (d.Year, d.Month, d.Day))];

    /// <summary>The day as <c>yyyyMMdd</c>, read as a number.</summary>
    public int Date(int day) => _dates[day].Year * 10_000 + _dates[day].Month * 100 + _dates[day].Day;

    /// <param name="day">Day of the year, 0 = 1 January.</param>
    /// <param name="second">Second of the day.</param>
    public void Fill(LogLine line, Column column, int day, int second)
    {
        var clock = second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60;
        switch (style)
        {
            case TimeStyle.Slashes:
                FillSlashes(line, column, day, clock);
                break;
            case TimeStyle.Compact:
                var compact = line.Room(column, 14);
                Digits.Fill(compact[..8], Date(day));
                Digits.Fill(compact[8..], clock);
                break;
            case TimeStyle.Iso or TimeStyle.Offset:
                FillIso(line, column, day, clock);
                break;
            default:
                line.Set(column, words.Encode(OfficeTime.Text(style, year.Date(day), second)));
                break;
        }
    }

    /// <summary>The date alone.</summary>
    public void FillDate(LogLine line, Column column, int day) =>
        line.Set(column, words.Encode(OfficeTime.DateText(style, year.Date(day))));

    void FillIso(LogLine line, Column column, int day, int clock)
    {
        var offset = style == TimeStyle.Offset;
        var text = line.Room(column, offset ? 25 : 19);
        (offset ? "0000-00-00T00:00:00+08:00"u8 : "0000-00-00 00:00:00"u8).CopyTo(text);
        Digits.Fill(text[..4], _dates[day].Year);
        Digits.Fill(text[5..7], _dates[day].Month);
        Digits.Fill(text[8..10], _dates[day].Day);
        FillMinutes(text[11..19], clock, 2);
    }

    void FillSlashes(LogLine line, Column column, int day, int clock)
    {
        var date = _dates[day];
        var (months, days, hours) = (Digits.Count(date.Month), Digits.Count(date.Day), Digits.Count(clock / 10_000));
        var text = line.Room(column, 13 + months + days + hours);
        Digits.Fill(text[..4], date.Year);
        text[4] = (byte)'/';
        Digits.Fill(text.Slice(5, months), date.Month);
        text[5 + months] = (byte)'/';
        Digits.Fill(text.Slice(6 + months, days), date.Day);
        text[6 + months + days] = (byte)' ';
        FillMinutes(text[(7 + months + days)..], clock, hours);
    }

    static void FillMinutes(Span<byte> text, int clock, int hours)
    {
        Digits.Fill(text[..hours], clock / 10_000);
        text[hours] = text[hours + 3] = (byte)':';
        Digits.Fill(text.Slice(hours + 1, 2), clock / 100);
        Digits.Fill(text.Slice(hours + 4, 2), clock);
    }
}
