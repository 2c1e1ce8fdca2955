using CsCheck;
using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Tests.Calendars;
using Xunit;

namespace Metrics.Tests.Cases;

/// <summary>Due dates of open cases, compared with looking at each day.</summary>
public class DueDayTests
{
    static readonly Gen<(int After, int Length)[]> PausesOf = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], (gap, length) => (gap, length)).Array[0, 4];

    [Fact]
    public void The_due_date_is_the_first_day_on_which_net_days_reach_what_is_allowed() =>
        Gen.Select(Gen.Int[0, 730].Select(d => Dates.Day("2019-01-01") + d), Gen.Int[0, 90], Gen.Int[0, 40], PausesOf, PausesOf, Gen.Bool)
            .Sample((accepted, age, allowed, special, correction, stops) =>
            {
                var (calendar, asOf) = (CalendarBook.Shipped.For(Dates.Wuhan), accepted + age);
                var state = OpenCase(accepted, asOf, special, correction);
                int Net(Day day) => day <= asOf
                    ? calendar.Count(accepted, day) - state.PausedDays(calendar, stops, accepted, day)
                    : Net(asOf) + calendar.Count(asOf, day);
                var due = accepted;
                while (Net(due) < allowed)
                    due += 1;
                Assert.Equal(due, new UnitClock(state, calendar, allowed, stops).DueDay(asOf));
            });

    static CaseState OpenCase(Day accepted, Day asOf, (int After, int Length)[] special, (int After, int Length)[] correction)
    {
        var state = new CaseState { AcceptedAt = accepted.End - 1, District = Dates.Wuhan };
        Pause(state.Special, accepted, asOf, special);
        Pause(state.Correction, accepted, asOf, correction);
        return state;
    }

    /// <summary>One after the other; what would end after the day of the question is open on it.</summary>
    static void Pause(Pauses pauses, Day day, Day asOf, (int After, int Length)[] list)
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
