using Metrics.Tests.Laws;
using Xunit;

namespace Metrics.Tests.Explaining;

/// <summary>Why each day counts or not.</summary>
public class ClockDayTests
{
    [Fact]
    public void A_case_over_a_holiday_is_laid_out_day_by_day_with_the_notice() => Assert.Equal(
        [
            "2019-09-27 day of acceptance: working day",
            "2019-09-28 not counted: weekend",
            "2019-09-29 day 1: make-up day (国庆节, 国办发明电〔2018〕15号)",
            "2019-09-30 not counted: working day, special procedure (hearing)",
            "2019-10-01 not counted: day off (国庆节, 国办发明电〔2018〕15号), special procedure (hearing)",
            "2019-10-02 not counted: day off (国庆节, 国办发明电〔2018〕15号)",
        ],
        Days("2019-10-02", "c 2019-09-27 accepted item_code=A", "c 2019-09-29 special_started reason=听证", "c 2019-10-01 special_ended"));

    [Fact]
    public void The_same_in_Chinese() => Assert.Equal(
        ["受理当日：工作日", "不计：工作日，补正", "第1天：工作日"],
        new SmallLog("c 2019-03-04 accepted item_code=A", "c 2019-03-04 correction_started", "c 2019-03-05 correction_ended")
            .Clock("2019-03-06").Days.Select(d => d.Text.Zh));

    [Fact]
    public void A_regional_layer_is_named() => Assert.Contains(
        "2020-02-03 not counted: regional day off", Days("2020-02-03", "c 2020-01-22 accepted item_code=A district=420100")[^1], StringComparison.Ordinal);

    [Fact]
    public void A_correction_that_does_not_stop_the_clock_is_named_and_counted() => Assert.Equal(
        "2019-03-05 day 1: working day, correction (does not stop the clock)",
        Days("2019-03-05", "c 2019-03-04 accepted item_code=S", "c 2019-03-04 correction_started")[^1]);

    [Fact]
    public void Days_past_the_last_notice_are_provisional_and_the_clock_says_from_when()
    {
        var clock = new SmallLog("c 2019-12-30 accepted item_code=A").Clock("2020-01-02", knownOn: "2019-10-01");
        Assert.Equal("day 2: working day, provisional", clock.Days[2].Text.En);
        Assert.Equal(("2020-01-01", "国办发明电〔2018〕15号"),
            ($"{clock.Figures!.Provisional:O}", string.Join(' ', clock.Figures.RestsOn.Select(r => r.Title))));
    }

    [Fact]
    public void A_confirmed_clock_names_the_notices_of_its_years_and_those_that_decide_a_day()
    {
        var figures = new SmallLog("c 2019-12-30 accepted item_code=A").Clock("2020-01-02").Figures!;
        Assert.Null(figures.Provisional);
        Assert.Equal(["国办发明电〔2018〕15号", "国办发明电〔2019〕16号"], figures.RestsOn.Select(r => r.Title));
    }

    [Fact]
    public void Warnings_name_their_event_and_its_day() => Assert.Equal(
        ["accepted_again 2019-03-05", "pause_end_without_start 2019-03-06", "after_end 2019-03-08", "event_id_conflict "],
        new SmallLog("c 2019-03-04 accepted item_code=A event_id=1", "c 2019-03-05 accepted item_code=A", "c 2019-03-06 special_ended",
            "c 2019-03-07 decided result=granted event_id=2", "c 2019-03-07 decided result=denied event_id=2", "c 2019-03-08 extended days=2")
            .Clock("2019-03-31").Warnings.Select(w => $"{w.Code} {w.Day:O}"));

    [Fact]
    public void The_stages_applied_for_have_their_own_days()
    {
        var clock = new SmallLog("c 2019-03-04 accepted item_code=B", "c 2019-03-05 stage_started stage=seal",
            "c 2019-03-07 stage_done stage=seal").Clock("2019-03-08");
        Assert.Equal(["registration 4 - 4", "seal 5 7 2"], clock.Stages.Select(s => $"{s.Id} {s.Start.Day} {s.Done?.Day.ToString() ?? "-"} {s.Net}"));
    }

    [Fact]
    public void A_project_shows_which_parts_run_on_each_day_and_which_stand()
    {
        var project = new SmallLog(
            "a 2019-03-04 accepted item_code=P project_code=J", "a 2019-03-07 decided result=granted",
            "c 2019-03-05 accepted item_code=E project_code=J", "c 2019-03-05 correction_started", "c 2019-03-08 correction_ended",
            "w 2019-03-04 accepted item_code=P project_code=J", "w 2019-03-06 withdrawn",
            "c 2019-03-11 decided result=granted", "z 2019-03-12 accepted item_code=P project_code=J").Clock("2019-03-31").Project!;
        Assert.Equal(["4: ", "5:1 a", "6:2 a c|", "7:3 a c|", "8: c|", "9: c", "10: c", "11:4 c"], project.Days.Select(d =>
            $"{d.Date.Day}:{d.Counted} {string.Join(' ', d.Running)}{(d.Paused.Count > 0 ? (d.Running.Count > 0 ? " " : "") + string.Join(' ', d.Paused) + "|" : "")}"));
        Assert.Equal(["a Part 3", "w Withdrawn 0", "c Part 1", "z AfterGrant 0"], project.Parts.Select(p => $"{p.CaseId} {p.Role} {p.Net}"));
        Assert.Equal("not counted: working day, all open parts are paused", project.Days[4].Text.En);
    }

    [Fact]
    public void A_part_is_paused_as_the_version_of_its_projects_first_acceptance_says()
    {
        // The version of 20 February lets a correction stop the clock, that of the 26th does not.
        string[] part = ["c 2019-02-26 accepted item_code=P project_code=J", "c 2019-02-27 correction_started",
            "c 2019-03-01 correction_ended", "c 2019-03-04 decided result=granted"];
        int Net(params string[] lines) =>
            SmallLog.Explain(new SmallLog(lines).Files, RandomLog.Reference, new(2019, 3, 31), "c")!.Figures!.Net;
        Assert.Equal((4, 2), (Net(part), Net(["a 2019-02-20 accepted item_code=P project_code=J", .. part])));
    }

    static string[] Days(string asOf, params string[] lines) =>
        [.. new SmallLog(lines).Clock(asOf).Days.Select(d => $"{d.Date:O} {d.Text.En}")];
}
