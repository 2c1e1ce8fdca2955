using System.Globalization;
using Metrics.Calendars;
using Xunit;
using Calendar = Metrics.Calendars.Calendar;

namespace Metrics.Tests.Calendars;

public class IndependentCalendarTests
{
    static readonly Calendar National = CalendarBook.Shipped.National;
    static readonly Day First = Dates.Day("2004-01-01");
    static readonly Day Last = Dates.Day("2026-12-31");

    [Fact]
    public void The_list_names_558_days() => Assert.Equal(558, ExceptionList.Days.Count);

    [Fact]
    public void Every_day_from_2003_to_2027_is_as_in_the_list()
    {
        for (var day = First - 366; day <= Last + 366; day += 1)
            Assert.True(ExceptionList.IsWorking(day) == National.IsWorking(day), day.ToString());
    }

    [Fact]
    public void All_276_months_have_as_many_working_days_as_in_the_list()
    {
        for (var month = First.Month; month <= Last.Month; month = month.Next)
        {
            var (before, end) = (month.Previous.LastDay, month.LastDay);
            Assert.True(ExceptionList.Count(before, end) == National.Count(before, end), month.ToString());
        }
    }

    [Theory]
    [InlineData(2004, 252)]
    [InlineData(2005, 251)]
    [InlineData(2006, 251)]
    [InlineData(2007, 249)]
    [InlineData(2008, 251)]
    [InlineData(2009, 250)]
    [InlineData(2010, 250)]
    [InlineData(2011, 250)]
    [InlineData(2012, 249)]
    [InlineData(2013, 250)]
    [InlineData(2014, 250)]
    [InlineData(2015, 249)]
    [InlineData(2016, 250)]
    [InlineData(2017, 249)]
    [InlineData(2018, 250)]
    [InlineData(2019, 250)]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_so_many_working_days(int year, int days)
    {
        var (before, end) = (Day.Of(new DateOnly(year, 1, 1)) - 1, Day.Of(new DateOnly(year, 12, 31)));
        Assert.Equal(days, National.Count(before, end));
        Assert.Equal(days, ExceptionList.Count(before, end));
    }

    [Fact]
    public void Five_hundred_random_ranges_count_as_a_walk_over_the_list()
    {
        var random = new Random(20_040_101);
        for (var i = 0; i < 500; i++)
        {
            var after = First - 400 + random.Next(Last - First + 800);
            var through = after + random.Next(Last + 401 - after);
            Assert.True(ExceptionList.Count(after, through) == National.Count(after, through),
                string.Create(CultureInfo.InvariantCulture, $"({after}, {through}]"));
        }
    }
}
