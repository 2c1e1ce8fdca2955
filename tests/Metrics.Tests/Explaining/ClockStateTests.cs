using Metrics.Cases;
using Metrics.Explaining;
using Xunit;

namespace Metrics.Tests.Explaining;

public class ClockStateTests
{
    [Theory] // accepted on Monday the 4th with 3 days: due on Thursday the 7th
    [InlineData("2019-03-04", ClockState.OnTime, 3)]
    [InlineData("2019-03-05", ClockState.OnTime, 2)]
    [InlineData("2019-03-06", ClockState.DueTomorrow, 1)]
    [InlineData("2019-03-07", ClockState.DueToday, 0)]
    [InlineData("2019-03-08", ClockState.Overdue, -1)]
    [InlineData("2019-03-10", ClockState.Overdue, -1)]
    public void An_open_case_has_a_state_as_of_a_day(string asOf, ClockState state, int remaining)
    {
        var clock = new SmallLog("c 2019-03-04 accepted item_code=A").Clock(asOf);
        Assert.Equal((CaseStatus.Open, state, remaining, "2019-03-07"), (clock.Status, clock.Figures!.State, clock.Figures.Remaining, $"{clock.Figures.Due:O}"));
    }

    [Fact]
    public void Tomorrow_is_the_next_working_day() => // Friday, and the last day is Monday
        Assert.Equal(ClockState.DueTomorrow, State("2019-03-08", "c 2019-03-06 accepted item_code=A"));

    [Fact]
    public void A_weekend_after_the_due_day_is_not_overdue_yet_as_in_the_backlog()
    {
        var log = new SmallLog("c 2019-03-05 accepted item_code=A");
        Assert.Equal((ClockState.DueToday, "0"), (log.Clock("2019-03-10").Figures!.State, log.Row("backlog", "2019-03-10")["overdue"]));
        Assert.Equal((ClockState.Overdue, "1"), (log.Clock("2019-03-11").Figures!.State, log.Row("backlog", "2019-03-11")["overdue"]));
    }

    [Theory]
    [InlineData("special_started", ClockState.Paused)]
    [InlineData("correction_started", ClockState.Paused)]
    public void A_paused_case_is_paused(string pause, ClockState state) =>
        Assert.Equal(state, State("2019-03-15", "c 2019-03-04 accepted item_code=A", $"c 2019-03-06 {pause}"));

    [Fact]
    public void A_pause_does_not_hide_that_a_case_is_overdue() =>
        Assert.Equal(ClockState.Overdue, State("2019-03-15", "c 2019-03-04 accepted item_code=A", "c 2019-03-11 special_started"));

    [Fact]
    public void A_correction_that_does_not_stop_the_clock_pauses_nothing() =>
        Assert.Equal(ClockState.OnTime, State("2019-03-06", "c 2019-03-04 accepted item_code=S", "c 2019-03-05 correction_started"));

    [Fact]
    public void A_finished_case_has_no_state_and_nothing_remains()
    {
        var clock = new SmallLog("c 2019-03-04 accepted item_code=A", "c 2019-03-06 decided result=denied").Clock("2019-03-31");
        Assert.Equal((CaseStatus.Finished, null, null, true), (clock.Status, clock.Figures!.State, clock.Figures.Remaining, clock.Figures.OnTime));
    }

    [Fact]
    public void A_project_rests_while_none_of_its_parts_is_open()
    {
        var log = new SmallLog("c 2019-03-04 accepted item_code=P project_code=J", "c 2019-03-06 decided result=granted");
        Assert.Equal(ClockState.Paused, new SmallLog("c 2019-03-04 accepted item_code=P", "c 2019-03-05 special_started").Clock("2019-03-08").Project!.Figures!.State);
        Assert.Equal(ClockState.Resting, log.Clock("2019-03-08").Project!.Figures!.State);
    }

    [Fact]
    public void A_project_that_rests_is_resting_even_when_it_is_overdue_and_has_no_due_day_as_in_the_evidence()
    {
        // Net days reach 30 before the part is decided.
        var figures = new SmallLog("c 2019-03-04 accepted item_code=P project_code=J", "c 2019-12-27 decided result=granted")
            .Clock("2019-12-31").Project!.Figures!;
        Assert.Equal((ClockState.Resting, true, null), (figures.State, figures.Remaining < 0, figures.Due));
    }

    [Fact]
    public void A_case_that_was_refused_withdrawn_or_never_accepted_has_no_clock()
    {
        var log = new SmallLog("r 2019-03-04 refused item_code=A", "n 2019-03-04 received", "u 2019-03-04 accepted item_code=unknown",
            "w 2019-03-04 accepted item_code=A", "w 2019-03-05 withdrawn");
        Assert.Equal([CaseStatus.Refused, CaseStatus.NotAccepted, CaseStatus.NotAccepted, CaseStatus.Withdrawn],
            new[] { "r", "n", "u", "w" }.Select(id => log.Clock("2019-03-31", id)).Where(c => c.Figures is null && c.Days.Count == 0).Select(c => c.Status));
        Assert.Equal("Not accepted up to 2019-03-31: no clock runs (1 of its lines name an item or policy that the reference data lacks)",
            log.Clock("2019-03-31", "u").Text.En);
    }

    [Fact]
    public void A_case_that_no_line_names_is_none() =>
        Assert.Null(SmallLog.Explain([], SmallLog.ReferenceKnownOn(), new DateOnly(2019, 3, 31), "c"));

    static ClockState? State(string asOf, params string[] lines) => new SmallLog(lines).Clock(asOf).Figures!.State;
}
