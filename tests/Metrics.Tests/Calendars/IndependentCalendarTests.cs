using System.Globalization;
using Metrics.Calendars;
using Xunit;
using Calendar = Metrics.Calendars.Calendar;

namespace Metrics.Tests.Calendars;

public class IndependentCalendarTests
{
    static readonly Calendar National = CalendarBook.Shipped.For(Dates.National);
    static readonly int First = Dates.Day("2004-01-01");
    static readonly int Last = Dates.Day("2026-12-31");

    [Fact]
    public void The_list_names_558_days() => Assert.Equal(558, ExceptionList.Days.Count);

    [Fact]
    public void Every_day_from_2003_to_2027_is_as_in_the_list()
    {
        for (var day = First - 366; day <= Last + 366; day++)
            Assert.True(ExceptionList.IsWorking(day) == National.IsWorking(day), Dates.Iso(day));
    }

    [Fact]
    public void All_276_months_have_as_many_working_days_as_in_the_list()
    {
        for (var month = new DateOnly(2004, 1, 1); month.DayNumber <= Last; month = month.AddMonths(1))
        {
            var (before, end) = (month.DayNumber - 1, month.AddMonths(1).DayNumber - 1);
            Assert.True(ExceptionList.Count(before, end) == National.Count(before, end), Dates.Iso(month.DayNumber));
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
        var (before, end) = (new DateOnly(year, 1, 1).DayNumber - 1, new DateOnly(year, 12, 31).DayNumber);
        Assert.Equal(days, National.Count(before, end));
        Assert.Equal(days, ExceptionList.Count(before, end));
    }

    [Fact]
    public void Five_hundred_random_ranges_count_as_a_walk_over_the_list()
    {
        var random = new Random(20_040_101);
        for (var i = 0; i < 500; i++)
        {
            var after = random.Next(First - 400, Last + 400);
            var through = random.Next(after, Last + 401);
            Assert.True(ExceptionList.Count(after, through) == National.Count(after, through),
                string.Create(CultureInfo.InvariantCulture, $"({Dates.Iso(after)}, {Dates.Iso(through)}]"));
        }
    }
}
