using Metrics.Calendars;
using Xunit;

namespace Metrics.Tests.Calendars;

public class DayStatusTests
{
    [Theory]
    [InlineData(110101, "2019-10-08", "working day", "工作日")]
    [InlineData(110101, "2019-10-13", "weekend", "周末")]
    [InlineData(110101, "2019-10-07", "day off (国庆节, 国办发明电〔2018〕15号)", "放假 (国庆节, 国办发明电〔2018〕15号)")]
    [InlineData(110101, "2019-10-05", "weekend (国庆节, 国办发明电〔2018〕15号)", "周末 (国庆节, 国办发明电〔2018〕15号)")]
    [InlineData(110101, "2019-10-12", "make-up day (国庆节, 国办发明电〔2018〕15号)", "调休上班 (国庆节, 国办发明电〔2018〕15号)")]
    [InlineData(110101, "2019-05-03", "day off (劳动节, 国办发明电〔2019〕3号)", "放假 (劳动节, 国办发明电〔2019〕3号)")]
    [InlineData(110101, "2020-02-01", "weekend (春节, 国办发明电〔2020〕1号)", "周末 (春节, 国办发明电〔2020〕1号)")]
    [InlineData(420100, "2020-02-10", "regional day off (春节延长假期, 42 湖北省人民政府办公厅 通知)", "地方放假 (春节延长假期, 42 湖北省人民政府办公厅 通知)")]
    [InlineData(513401, "2011-07-31", "regional working day (火把节, 5134 凉府办发〔2010〕31号)", "地方上班 (火把节, 5134 凉府办发〔2010〕31号)")]
    [InlineData(450103, "2024-04-11", "regional day off (壮族三月三, 45)", "地方放假 (壮族三月三, 45)")]
    [InlineData(110101, "2027-01-01", "working day, provisional", "工作日，暂定")]
    public void A_day_says_why_in_both_languages(int district, string day, string english, string chinese)
    {
        var status = CalendarBook.Shipped.For(new(district)).Status(Dates.Day(day));
        Assert.Equal(english, status.English);
        Assert.Equal(chinese, status.Chinese);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(420100)]
    [InlineData(513401)]
    public void The_reason_of_a_day_never_contradicts_the_count(int district)
    {
        var calendar = CalendarBook.Shipped.For(new(district));
        for (var day = Dates.Day("2003-01-01"); day <= Dates.Day("2028-12-31"); day += 1)
        {
            var status = calendar.Status(day);
            Assert.True(status.Working == calendar.IsWorking(day), day.ToString());
            Assert.Equal(status.Working ? 1 : 0, calendar.Count(day - 1, day));
        }
    }
}
