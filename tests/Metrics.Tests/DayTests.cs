using Xunit;

namespace Metrics.Tests;

public class DayTests
{
    [Theory]
    [InlineData(2019, 2, "2019-02-28")]
    [InlineData(2020, 2, "2020-02-29")]
    [InlineData(2019, 12, "2019-12-31")]
    [InlineData(1, 1, "0001-01-31")]
    [InlineData(9999, 12, "9999-12-31")]
    public void A_month_ends_with_its_last_day(int year, int month, string last)
    {
        var day = Month.Of(year, month).LastDay;
        Assert.Equal(last, day.ToString());
        Assert.Equal((year, month), (day.Month.Year, day.Month.InYear));
    }

    [Fact]
    public void The_month_after_December_is_January_of_the_next_year()
    {
        Assert.Equal(Month.Of(2020, 1), Month.Of(2019, 12).Next);
        Assert.Equal(Month.Of(2019, 12), Month.Of(2020, 1).Previous);
        Assert.Equal("2020-01", Month.Of(2020, 1).ToString());
    }

    [Theory]
    [InlineData("2019-03-04", true)]
    [InlineData("2019-02-29", false)]
    [InlineData("2019-3-4", false)]
    [InlineData("2019-03-04 ", false)]
    public void A_day_is_read_as_yyyy_MM_dd_alone(string text, bool good)
    {
        Assert.Equal(good, Day.TryParse(text, out var day));
        Assert.Equal(good ? text : "0001-01-01", day.ToString());
    }

    [Fact]
    public void A_day_that_no_date_has_shows_its_number() => Assert.Equal("3652059", (Day.Last + 1).ToString());

    [Fact]
    public void A_day_begins_at_midnight_and_ends_where_the_next_begins()
    {
        var day = Day.Of(new DateOnly(2019, 3, 4));
        Assert.Equal(new DateTime(2019, 3, 4).Ticks, day.Start);
        Assert.Equal((day + 1).Start, day.End);
        Assert.Equal((day, day + 1), (Day.Of(day.End - 1), Day.Of(day.End)));
    }
}
