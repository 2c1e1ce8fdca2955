using Metrics.Calendars;
using Xunit;

namespace Metrics.Tests.Calendars;

public class KnownOnTests
{
    [Theory]
    [InlineData("2018-12-03", "2018-12-31", true)] // the notice of 2019 was signed on 12-04
    [InlineData("2018-12-04", "2018-12-31", false)]
    [InlineData("2008-11-30", "2009-01-01", true)] // day not known: 1 December of the year before
    [InlineData("2008-12-01", "2009-01-01", false)]
    [InlineData("2015-05-12", "2015-09-03", true)]
    [InlineData("2015-05-13", "2015-09-03", false)]
    public void A_notice_counts_from_the_day_it_was_issued(string knownOn, string day, bool working) =>
        Assert.Equal(working, Dates.KnownOn(knownOn).National.IsWorking(Dates.Day(day)));

    [Theory]
    [InlineData(null, "2026-12-01", "2027-01-05", "2027-01-01")]
    [InlineData(null, "2003-12-31", "2004-01-02", "2003-12-31")]
    [InlineData(null, "2004-01-01", "2026-12-31", null)]
    [InlineData(null, "2027-03-05", "2027-03-04", null)]
    [InlineData(null, "2028-03-05", "2028-03-05", "2028-03-05")]
    [InlineData("2019-11-20", "2019-12-30", "2020-02-29", "2020-01-01")]
    [InlineData("2019-11-21", "2019-12-30", "2020-02-29", null)]
    [InlineData("2003-11-30", "2010-01-01", "2010-02-01", "2010-01-01")]
    public void Days_past_the_last_notice_known_and_before_the_first_are_provisional(string? knownOn, string from, string to, string? first)
    {
        var book = knownOn is null ? CalendarBook.Shipped : Dates.KnownOn(knownOn);
        var day = book.FirstProvisional(Dates.Day(from), Dates.Day(to));
        Assert.Equal(first, day?.ToString());
    }

    [Fact]
    public void A_provisional_day_follows_the_weekday_pattern()
    {
        var calendar = CalendarBook.Shipped.National;
        Assert.Equal("2027-10-08", calendar.Add("2027-09-30", 6));
        Assert.Equal("2027-01-01", calendar.Add("2026-12-31", 1)); // never an exception on 1 January
    }

    [Fact]
    public void The_first_and_the_last_day_of_the_era_can_be_counted()
    {
        var calendar = CalendarBook.Shipped.National;
        var (first, last) = (Day.First, Day.Last);
        Assert.Equal(calendar.Ordinal(last) - calendar.Ordinal(first), calendar.Count(first, last));
        Assert.True(calendar.IsWorking(first)); // 0001-01-01 is a Monday, 9999-12-31 a Friday
        Assert.True(calendar.IsWorking(last));
        Assert.Equal(last, calendar.Add(last - 1, 1));
        Assert.Equal(DayKind.Weekday, calendar.Status(last).Kind);
    }

    [Fact]
    public void A_book_lists_the_notices_and_layers_it_uses()
    {
        Assert.Equal(26, CalendarBook.Shipped.Notices.Count);
        Assert.Equal(["42", "45", "45", "45", "5134"], CalendarBook.Shipped.Layers.Select(l => l.Prefix));
        var known = Dates.KnownOn("2020-01-25");
        Assert.Equal("国办发明电〔2019〕16号", known.Notices[^1].Number);
        Assert.Equal(["5134"], known.Layers.Select(l => l.Prefix));
    }

    [Fact]
    public void Books_that_count_differently_have_different_hashes()
    {
        Assert.Equal(CalendarBook.Shipped.Sha256(), CalendarBook.Build(CalendarRecords.Shipped).Sha256());
        Assert.NotEqual(CalendarBook.Shipped.Sha256(), Dates.KnownOn("2020-01-25").Sha256());
        Assert.NotEqual(CalendarBook.Shipped.Sha256(), CalendarBook.Build(CalendarRecords.Shipped, layers: false).Sha256());
    }
}
