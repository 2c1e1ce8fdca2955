using Xunit;

namespace Metrics.Tests.Explaining;

/// <summary>Due dates worked out by hand.</summary>
public class DueDateTests
{
    [Theory]
    [InlineData("B", "2019-09-30", "2019-10-09")] // business set-up over the National Day holiday: the 8th and the 9th
    [InlineData("A", "2019-09-27", "2019-10-08")] // Sunday the 29th is worked, so is the 30th; then the 8th
    [InlineData("A", "2019-04-26", "2019-04-30")] // Sunday the 28th is worked
    [InlineData("N", "2019-10-01", "2019-10-01")] // at once
    public void A_due_date_is_the_first_day_on_which_the_limit_is_used_up(string item, string accepted, string due) =>
        Assert.Equal(due, Due($"c {accepted} accepted item_code={item}"));

    [Fact]
    public void An_extension_moves_it_by_working_days() =>
        Assert.Equal("2019-10-12", Due("c 2019-09-30 accepted item_code=B", "c 2019-10-08 extended days=3")); // the 12th is a worked Saturday

    [Fact]
    public void A_pause_moves_it_by_its_working_days() =>
        Assert.Equal("2019-10-11", Due("c 2019-09-30 accepted item_code=B", "c 2019-09-30 special_started", "c 2019-10-09 special_ended"));

    [Theory]
    [InlineData("2019-10-08", "2019-10-10")]
    [InlineData("2019-10-11", "2019-10-14")] // the 12th is worked, Sunday the 13th is not
    public void An_open_pause_is_taken_to_end_on_the_day_of_the_question(string asOf, string due) =>
        Assert.Equal(due, $"{new SmallLog("c 2019-09-30 accepted item_code=B", "c 2019-09-30 special_started").Clock(asOf).Figures!.Due:O}");

    [Fact]
    public void A_due_date_that_has_passed_stays_where_it_was() =>
        Assert.Equal("2019-10-09", $"{new SmallLog("c 2019-09-30 accepted item_code=B").Clock("2019-12-31").Figures!.Due:O}");

    [Fact]
    public void A_correction_that_does_not_stop_the_clock_does_not_move_it() =>
        Assert.Equal("2019-03-11", Due("c 2019-03-04 accepted item_code=S", "c 2019-03-05 correction_started", "c 2019-03-08 correction_ended"));

    [Theory]
    [InlineData("2019-03-21", "2019-05-03", "2019-05-05")] // the notice of the next day set 2 and 3 May off, 28 April and 5 May to work
    [InlineData("2019-03-22", "2019-05-06", "2019-05-06")]
    public void A_promise_is_by_the_calendar_known_on_the_day_of_acceptance(string accepted, string promised, string due)
    {
        var figures = new SmallLog($"c {accepted} accepted item_code=L").Clock("2019-04-01").Figures!;
        Assert.Equal((promised, due), ($"{figures.DuePromised:O}", $"{figures.Due:O}"));
    }

    [Fact]
    public void A_run_that_knows_less_than_the_day_of_acceptance_promises_by_what_it_knows()
    {
        var figures = new SmallLog("c 2019-03-25 accepted item_code=L").Clock("2019-04-01", knownOn: "2019-03-01").Figures!;
        Assert.Equal(figures.Due, figures.DuePromised);
    }

    [Fact]
    public void A_resting_project_has_no_due_date_until_a_part_opens()
    {
        var clock = new SmallLog("c 2019-03-04 accepted item_code=P project_code=J", "c 2019-03-06 decided result=granted").Clock("2019-03-08");
        Assert.Null(clock.Project!.Figures!.Due);
        Assert.Equal(7, clock.Project.Figures.Remaining);
    }

    static string Due(params string[] lines) => $"{new SmallLog(lines).Clock("2019-10-31").Figures!.Due:O}";
}
