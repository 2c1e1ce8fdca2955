using System.Text;
using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Logs;

namespace Metrics.Cli.Tests.Generate.Logs;

public sealed class OfficeTimeTests
{
    [Theory]
    [InlineData(nameof(TimeStyle.Iso), "2019-03-05 13:05:07", "2019-03-05")]
    [InlineData(nameof(TimeStyle.Offset), "2019-03-05T13:05:07+08:00", "2019-03-05")]
    [InlineData(nameof(TimeStyle.Slashes), "2019/3/5 13:05:07", "2019/3/5")]
    [InlineData(nameof(TimeStyle.Compact), "20190305130507", "20190305")]
    [InlineData(nameof(TimeStyle.Utc), "2019-03-05T05:05:07Z", "2019-03-05")]
    [InlineData(nameof(TimeStyle.Points), "2019.3.5 13:05:07.0", "2019.3.5")]
    [InlineData(nameof(TimeStyle.Characters), "2019年3月5日13时5分7秒", "2019年3月5日")]
    [InlineData(nameof(TimeStyle.CharactersAndColons), "2019年3月5日 13:05:07", "2019年3月5日")]
    [InlineData(nameof(TimeStyle.HalfDays), "2019-3-5 下午 1:05:07", "2019-3-5")]
    [InlineData(nameof(TimeStyle.AmPm), "2019/3/5 1:05:07 PM", "2019/3/5")]
    [InlineData(nameof(TimeStyle.CompactOffset), "20190305T130507+0800", "20190305")]
    [InlineData(nameof(TimeStyle.Milliseconds), "1551762307000", "1551801599000")]
    [InlineData(nameof(TimeStyle.SpreadsheetDays), "43529.5452199074", "43529")]
    public void A_moment_and_its_date_are_written_in_each_style(string style, string moment, string date)
    {
        var (line, text) = (new LogLine(), new TimeText(Enum.Parse<TimeStyle>(style), Vocabulary.English(), new CityYear(2019, _ => true)));
        text.Fill(line, Column.At, 63, (13 * 60 + 5) * 60 + 7);
        Assert.Equal(moment, Encoding.UTF8.GetString(line[Column.At]));
        text.FillDate(line, Column.At, 63);
        Assert.Equal(date, Encoding.UTF8.GetString(line[Column.At]));
    }

    [Theory]
    [InlineData(nameof(TimeStyle.HalfDays), 12 * 3600 + 60, "2019-3-5 下午 12:01:00")]
    [InlineData(nameof(TimeStyle.AmPm), 61, "2019/3/5 12:01:01 AM")]
    [InlineData(nameof(TimeStyle.Characters), 9 * 3600, "2019年3月5日9时0分")]
    [InlineData(nameof(TimeStyle.CharactersAndColons), 9 * 3600 + 300, "2019年3月5日 09:05")]
    public void Noon_and_midnight_are_twelve_and_a_whole_minute_needs_no_seconds(string style, int second, string expected) =>
        Assert.Equal(expected, OfficeTime.Text(Enum.Parse<TimeStyle>(style), new DateOnly(2019, 3, 5), second));
}
