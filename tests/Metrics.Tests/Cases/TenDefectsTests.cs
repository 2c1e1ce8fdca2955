using Xunit;

namespace Metrics.Tests.Cases;

/// <summary>Ten defects that systems which measure approval time were found to have, and this one must not.</summary>
public class TenDefectsTests
{
    [Theory]
    [InlineData("2019-03-08", "2019-03-13")] // Friday
    [InlineData("2019-03-09", "2019-03-13")] // Saturday
    [InlineData("2019-03-10", "2019-03-13")] // Sunday
    [InlineData("2019-10-03", "2019-10-10")] // National Day
    public void A_due_date_is_not_a_day_late_when_acceptance_falls_on_a_non_working_day(string accepted, string due) =>
        Assert.Equal(due, $"{new SmallLog($"c {accepted} accepted item_code=A").Clock(accepted).Figures!.Due:O}");

    [Fact]
    public void A_correction_and_a_special_procedure_at_once_stop_the_clock_once()
    {
        var row = new SmallLog("c 2019-03-04 accepted item_code=A",
            "c 2019-03-05 correction_started", "c 2019-03-06 special_started reason=hearing",
            "c 2019-03-08 correction_ended", "c 2019-03-11 special_ended", "c 2019-03-13 decided result=granted").Row("approval_time", "2019-03-31");
        Assert.Equal(("3", "4.00"), (row["net_max"], row["paused_days_mean"])); // of 7 working days the 6th to the 11th: 6, 7, 8, 11
    }

    [Fact]
    public void A_missing_end_of_a_pause_does_not_shift_the_pauses_after_it()
    {
        // Paired by number, the second start (the 12th) would have no end, and the third (the 14th) would end before it began.
        var clock = new SmallLog("c 2019-03-04 accepted item_code=A",
            "c 2019-03-05 special_started reason=testing",
            "c 2019-03-12 special_started reason=hearing", "c 2019-03-13 special_ended",
            "c 2019-03-14 special_started reason=tender", "c 2019-03-15 special_ended",
            "c 2019-03-20 decided result=granted").Clock("2019-03-31");
        Assert.Equal(["5 13 Testing", "14 15 Tender"], clock.Pauses.Select(p => $"{p.Start.Day} {p.End?.Day} {p.Reason}"));
        Assert.Equal((12 - 7, 7), (clock.Figures!.Net, clock.Figures.Paused));
        Assert.Equal(["pause_started_twice"], clock.Warnings.Select(w => w.Code));
    }

    [Fact]
    public void Case_item_and_stage_are_measured_from_one_base()
    {
        var log = new SmallLog("c 2019-03-02 accepted item_code=B stages=seal",
            "c 2019-03-05 special_started", "c 2019-03-06 special_ended", "c 2019-03-08 stage_done stage=seal");
        string[] nets = [.. new[] { "approval_time", "stage_time", "item_time" }.Select(t => log.Row(t, "2019-03-31")["net_max"])];
        Assert.Equal(["4", "4", "4"], nets); // 4, 5, 7 and 8 March
    }

    [Fact]
    public void Denied_cases_are_in_the_time_statistics()
    {
        var row = new SmallLog("c 2019-03-04 accepted item_code=A", "c 2019-03-15 decided result=denied").Row("approval_time", "2019-03-31");
        Assert.Equal(("1", "1", "0", "9"), (row["finished"], row["denied"], row["on_time"], row["net_max"]));
    }

    [Fact]
    public void All_tasks_of_a_project_count_and_not_the_days_of_the_first_alone()
    {
        var row = new SmallLog(
            "a 2019-03-04 accepted item_code=P project_code=J", "a 2019-03-06 decided result=granted",
            "b 2019-03-11 accepted item_code=P project_code=J", "b 2019-03-13 decided result=granted",
            "c 2019-03-13 accepted item_code=E project_code=J", "c 2019-03-18 decided result=granted").Row("approval_time", "2019-03-31");
        Assert.Equal(("7", "15.00"), (row["net_max"], row["gross_mean"])); // 5, 6; 12, 13; 14, 15, 18
    }

    [Fact]
    public void Pauses_of_two_parts_at_once_are_a_union_and_not_a_sum()
    {
        var row = new SmallLog(
            "a 2019-03-04 accepted item_code=P project_code=J", "a 2019-03-05 special_started", "a 2019-03-08 special_ended",
            "c 2019-03-04 accepted item_code=E project_code=J", "c 2019-03-06 special_started", "c 2019-03-11 special_ended",
            "a 2019-03-12 decided result=granted", "c 2019-03-12 decided result=granted").Row("approval_time", "2019-03-31");
        Assert.Equal(("4", "2.00"), (row["net_max"], row["paused_days_mean"])); // both stand on the 7th and 8th alone
    }

    [Theory]
    [InlineData("2019-03-04T08:00", "2019-03-04T17:30", "0")]
    [InlineData("2019-03-04T08:00", "2019-03-06T17:30", "2")]
    [InlineData("2019-03-04T17:30", "2019-03-06T08:00", "2")]
    public void Days_are_whole_and_the_day_of_acceptance_is_day_0_whatever_the_hour(string accepted, string decided, string net) =>
        Assert.Equal(net, new SmallLog($"c {accepted} accepted item_code=A", $"c {decided} decided result=granted").Row("approval_time", "2019-03-31")["net_max"]);

    [Theory, InlineData("T00:00"), InlineData("T12:00"), InlineData("T23:59:59")]
    public void An_open_pause_runs_to_the_day_that_is_asked_for_and_no_clock_on_a_wall_is_read(string hour)
    {
        var log = new SmallLog("c 2019-03-04 accepted item_code=A", $"c 2019-03-06{hour} special_started");
        Assert.Equal([(2, 1), (2, 7), (2, 12)], new[] { "2019-03-07", "2019-03-15", "2019-03-22" }
            .Select(day => log.Clock(day).Figures!).Select(f => (f.Net, f.Paused)));
    }

    [Fact]
    public void A_rate_is_no_division_of_whole_numbers()
    {
        var row = new SmallLog(
            "a 2019-03-04 accepted item_code=A", "a 2019-03-05 decided result=granted",
            "b 2019-03-04 accepted item_code=A", "b 2019-03-05 decided result=granted",
            "c 2019-03-04 accepted item_code=A", "c 2019-03-15 decided result=granted").Row("approval_time", "2019-03-31");
        Assert.Equal(("0.6667", "3.67"), (row["on_time_rate"], row["net_mean"]));
    }
}
