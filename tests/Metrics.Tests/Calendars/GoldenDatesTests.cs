using Metrics.Calendars;
using Xunit;

namespace Metrics.Tests.Calendars;

public class GoldenDatesTests
{
    [Theory]
    [InlineData("2018-12-28", 2, "2019-01-02")] // the worked Saturday of 12-29 stands in the notice of 2019
    [InlineData("2019-04-30", 2, "2019-05-06")]
    [InlineData("2019-09-27", 2, "2019-09-30")]
    [InlineData("2019-09-30", 2, "2019-10-09")]
    [InlineData("2019-03-01", 50, "2019-05-14")]
    [InlineData("2019-03-01", 65, "2019-06-04")]
    [InlineData("2019-03-01", 100, "2019-07-24")]
    [InlineData("2020-01-22", 2, "2020-02-03")]
    [InlineData("2019-05-01", 0, "2019-05-01")]
    public void A_due_date_is_the_nth_working_day_after_acceptance(string accepted, int limit, string due) =>
        Assert.Equal(due, CalendarBook.Shipped.National.Add(accepted, limit));

    [Theory]
    [InlineData("2019-03-01", "2019-04-30", 2, "2019-05-03")]
    [InlineData("2019-03-21", "2019-04-30", 2, "2019-05-03")]
    [InlineData("2019-03-22", "2019-04-30", 2, "2019-05-06")]
    [InlineData("2020-01-22", "2020-01-22", 2, "2020-01-31")]
    [InlineData("2020-01-26", "2020-01-22", 2, "2020-02-03")]
    public void A_due_date_can_be_asked_as_it_was_promised(string knownOn, string accepted, int limit, string due) =>
        Assert.Equal(due, Dates.KnownOn(knownOn).National.Add(accepted, limit));

    [Theory]
    [InlineData("2026-03-06", 1, "2026-03-09")] // accepted on a Friday
    [InlineData("2026-03-07", 1, "2026-03-09")] // on the Saturday: not one day later
    [InlineData("2026-03-08", 1, "2026-03-09")]
    [InlineData("2019-10-03", 1, "2019-10-08")] // in the middle of a holiday
    [InlineData("2019-10-01", 5, "2019-10-12")] // the fifth is a make-up Saturday
    public void A_due_date_is_not_one_day_late_when_acceptance_falls_on_a_non_working_day(string accepted, int limit, string due) =>
        Assert.Equal(due, CalendarBook.Shipped.National.Add(accepted, limit));

    [Theory]
    [InlineData("2020-02-03", true)] // an ordinary Monday outside Hubei
    [InlineData("2020-02-01", false)] // was to be worked, then a plain Saturday
    [InlineData("2024-02-09", true)] // New Year's Eve, worked in that year
    [InlineData("2018-12-29", true)] // a worked Saturday of 2018 in the notice of 2019
    [InlineData("2018-12-31", false)]
    [InlineData("2007-12-31", false)]
    public void Single_days_are_as_the_notices_set_them(string day, bool working) =>
        Assert.Equal(working, CalendarBook.Shipped.National.IsWorking(Dates.Day(day)));

    [Theory]
    [InlineData("2019-11-20", true)] // no notice of 2020: the weekday pattern
    [InlineData("2020-01-25", true)]
    [InlineData("2020-01-26", false)]
    public void A_changed_day_has_its_earlier_state_until_the_change_is_known(string knownOn, bool fridayWorked) =>
        Assert.Equal(fridayWorked, Dates.KnownOn(knownOn).National.IsWorking(Dates.Day("2020-01-31")));

    [Theory]
    [InlineData("2019-11-20", false)]
    [InlineData("2019-11-21", true)]
    [InlineData("2020-01-25", true)]
    [InlineData("2020-01-26", false)]
    public void A_make_up_day_that_a_later_notice_takes_back_is_worked_only_in_between(string knownOn, bool saturdayWorked) =>
        Assert.Equal(saturdayWorked, Dates.KnownOn(knownOn).National.IsWorking(Dates.Day("2020-02-01")));
}
