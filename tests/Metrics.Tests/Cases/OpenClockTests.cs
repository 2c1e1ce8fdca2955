using CsCheck;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Tests.Calendars;
using Xunit;

namespace Metrics.Tests.Cases;

public class OpenClockTests
{
    static readonly Gen<(int After, int Length)[]> PausesOf = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], (gap, length) => (gap, length)).Array[0, 4];

    [Fact]
    public void The_due_date_is_the_first_day_on_which_net_days_reach_what_is_allowed() =>
        Gen.Select(Gen.Int[Dates.Day("2019-01-01"), Dates.Day("2020-12-31")], Gen.Int[0, 90], Gen.Int[0, 40], PausesOf, PausesOf, Gen.Bool)
            .Sample((accepted, age, allowed, special, correction, stops) =>
            {
                var (calendar, asOf) = (CalendarBook.Shipped.For(Dates.Wuhan), accepted + age);
                var state = OpenCase(accepted, asOf, special, correction);
                int Net(int day) => day <= asOf
                    ? calendar.Count(accepted, day) - state.PausedDays(calendar, stops, accepted, day)
                    : Net(asOf) + calendar.Count(asOf, day);
                var due = accepted;
                while (Net(due) < allowed)
                    due++;
                Assert.Equal(Dates.Iso(due), Dates.Iso(OpenClock.Of(state, allowed, stops, asOf).DueDay(calendar)));
            });

    [Fact]
    public void A_new_notice_moves_the_due_dates_that_it_reaches_and_no_other()
    {
        OpenClock[] open =
        [
            Open(Dates.Beijing, "2020-01-22", 2), // 01-31 becomes 02-03
            Open(Dates.Wuhan, "2020-01-22", 2), // and 02-14 by the province's order
            Open(Dates.Beijing, "2020-01-22", 1), // due before
            Open(Dates.Beijing, "2020-02-17", 3), // accepted after
        ];
        var (first, second, third) = (Dates.KnownOn("2020-01-25"), Dates.KnownOn("2020-01-26"), Dates.KnownOn("2020-02-01"));
        Assert.Equal(2, OpenClock.CountMoved(open, first, second));
        Assert.Equal(1, OpenClock.CountMoved(open, second, third));
        Assert.Equal(0, OpenClock.CountMoved(open, third, CalendarBook.Shipped));
    }

    static OpenClock Open(int district, string accepted, int limit) => new(district, limit, [new(Dates.Day(accepted), Dates.Day(accepted))]);

    static CaseState OpenCase(int accepted, int asOf, (int After, int Length)[] special, (int After, int Length)[] correction)
    {
        var state = new CaseState { AcceptedAt = Day.EndOf(accepted) - 1, District = Dates.Wuhan };
        Pause(state.Special, accepted, asOf, special);
        Pause(state.Correction, accepted, asOf, correction);
        return state;
    }

    /// <summary>One after the other; what would end after the day of the question is open on it.</summary>
    static void Pause(Pauses pauses, int day, int asOf, (int After, int Length)[] list)
    {
        foreach (var (after, length) in list)
        {
            if ((day += after) > asOf)
                return;
            pauses.Start(day, PauseReason.Other);
            if ((day += length) > asOf)
                return;
            pauses.End(day);
        }
    }
}
