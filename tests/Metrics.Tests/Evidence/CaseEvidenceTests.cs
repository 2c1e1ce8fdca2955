using Xunit;

namespace Metrics.Tests.Evidence;

/// <summary>Rows of <c>cases</c>, <c>stages</c>, <c>ratings</c> and <c>faults</c> (contract 9). 2019-03-04 is a Monday.</summary>
public class CaseEvidenceTests
{
    static Dictionary<string, string> Case(string asOf, params string[] lines) => new EvidenceOf(new(lines), asOf).Case();

    static void AssertHas(string expected, Dictionary<string, string> row, params string[] columns) =>
        Assert.Equal(expected, string.Join(' ', columns.Select(c => row.GetValueOrDefault(c, "NULL"))));

    static readonly string[] _unit = ["limit", "extension", "net", "strict", "paused", "gross", "on_time", "overdue", "stopped", "due", "state"];

    [Fact]
    public void A_finished_case_has_its_whole_clock_and_no_state()
    {
        var row = Case("2019-12-31", "c 2019-03-01 received", "c 2019-03-04 accepted item_code=A channel=one_net", "c 2019-03-05 visited", "c 2019-03-05 correction_started",
            "c 2019-03-07 correction_ended", "c 2019-03-08 extended days=2", "c 2019-03-11 decided result=通过");
        AssertHas("A D 110101 one_net 2019-03-01 2019-03-04 NULL 2019-03-11 granted promised", row,
            "item_code", "department", "district", "channel", "received", "accepted", "refused", "ended", "outcome", "policy");
        AssertHas("3 2 3 5 2 8 1 0 0 2019-03-13 NULL", row, _unit);
        AssertHas("3 2 3 1 1 1 NULL NULL", row, "item_limit", "item_extension", "item_net", "item_on_time", "wait", "visits", "project", "warnings");
    }

    [Theory]
    [InlineData("2019-03-05", "1 0 on_time 2019-03-07")]
    [InlineData("2019-03-06", "2 0 due_tomorrow 2019-03-07")]
    [InlineData("2019-03-07", "3 0 due_today 2019-03-07")]
    [InlineData("2019-03-08", "4 1 overdue 2019-03-07")]
    public void An_open_case_is_told_by_what_is_left(string asOf, string expected)
    {
        var row = Case(asOf, "c 2019-03-04 accepted item_code=A");
        AssertHas(expected, row, "net", "overdue", "state", "due");
        AssertHas("NULL NULL NULL NULL", row, "on_time", "ended", "outcome", "item_net");
    }

    [Fact]
    public void A_paused_case_is_stopped_and_due_as_if_its_pause_ended_on_the_day() =>
        AssertHas("1 1 paused 2019-03-13", Case("2019-03-11", "c 2019-03-04 accepted item_code=A", "c 2019-03-05 special_started"), "net", "stopped", "state", "due");

    [Fact]
    public void A_case_that_is_over_its_limit_is_overdue_before_it_is_paused() =>
        AssertHas("1 1 overdue", Case("2019-03-29", "c 2019-03-04 accepted item_code=A", "c 2019-03-11 special_started"), "overdue", "stopped", "state");

    [Fact]
    public void A_withdrawn_case_has_no_clock_but_its_end()
    {
        var row = Case("2019-12-31", "c 2019-03-04 accepted item_code=A", "c 2019-03-11 withdrawn");
        AssertHas("2019-03-11 withdrawn promised", row, "ended", "outcome", "policy");
        AssertHas(string.Join(' ', Enumerable.Repeat("NULL", _unit.Length)), row, _unit);
        AssertHas("NULL NULL NULL NULL", row, "item_limit", "item_extension", "item_net", "item_on_time");
    }

    [Fact]
    public void A_case_that_is_only_refused_has_its_refusal_alone()
    {
        var row = Case("2019-12-31", "c 2019-03-04 received", "c 2019-03-05 refused item_code=A district=110102", "c 2019-03-06 refused item_code=L district=110101");
        AssertHas("2019-03-05 refused A D 110102", row, "refused", "outcome", "item_code", "department", "district");
        Assert.Equal(6, row.Count);
    }

    [Fact]
    public void A_case_that_is_accepted_after_a_refusal_counts_as_accepted() =>
        AssertHas("NULL 2019-03-05 NULL", Case("2019-12-31", "c 2019-03-04 refused item_code=A", "c 2019-03-05 accepted item_code=A"), "refused", "accepted", "outcome");

    [Fact]
    public void A_case_that_is_neither_accepted_nor_refused_has_no_row_but_its_fault()
    {
        var evidence = new EvidenceOf(new("c 2019-03-04 received", "c 2019-03-05 decided result=通过"), "2019-12-31");
        Assert.Empty(evidence.Cases);
        AssertHas("never_accepted c decided 2019-03-05T23:59:59 one_window a.ndjson 2", Assert.Single(evidence.Faults),
            "code", "case_id", "event", "at", "source", "file", "line");
    }

    [Fact]
    public void What_happens_after_as_of_is_not_there() =>
        AssertHas("NULL 1 on_time", Case("2019-03-05", "c 2019-03-04 accepted item_code=A", "c 2019-03-06 decided result=通过"), "ended", "net", "state");

    [Fact]
    public void The_warnings_of_a_case_are_its_codes_once_each_and_each_is_a_fault()
    {
        var evidence = new EvidenceOf(new("c 2019-03-04 accepted item_code=A", "c 2019-03-05 accepted item_code=A", "c 2019-03-06 accepted item_code=A",
            "c 2019-03-07T09:00 special_ended", "c 2019-03-08 decided result=通过", "d 2019-03-04 accepted item_code=A"), "2019-12-31");
        Assert.Equal("accepted_again;pause_end_without_start", evidence.Case()["warnings"]);
        Assert.DoesNotContain("warnings", evidence.Case("d").Keys);
        Assert.Equal(["accepted_again 2", "accepted_again 3", "pause_end_without_start 4"], evidence.Faults.Select(f => $"{f["code"]} {f["line"]}"));
    }

    [Fact]
    public void Two_contents_under_one_identity_are_a_warning_of_the_case() =>
        AssertHas("event_id_conflict", Case("2019-12-31", "c 2019-03-04 accepted item_code=A", "c 2019-03-05 extended days=2 event_id=7", "c 2019-03-05 extended days=3 event_id=7"), "warnings");

    [Fact]
    public void A_provisional_calendar_is_a_fault_of_no_case()
    {
        var evidence = new EvidenceOf(new("c 2030-03-04 accepted item_code=A"), "2030-12-31");
        Assert.Equal(new Dictionary<string, string> { ["code"] = "provisional_calendar" }, Assert.Single(evidence.Faults));
    }

    [Fact]
    public void Stages_done_by_the_finish_have_rows_and_one_is_the_last()
    {
        var evidence = new EvidenceOf(new("c 2019-03-04 accepted item_code=B", "c 2019-03-05 stage_started stage=seal", "c 2019-03-07 stage_done stage=seal",
            "c 2019-03-06 stage_done stage=registration", "d 2019-03-04 accepted item_code=B", "d 2019-03-05 stage_done stage=seal"), "2019-12-31");
        Assert.Equal(
        [
            "c business_setup 110101 2019-03-07 registration 2019-03-04 2019-03-06 2 0", "c business_setup 110101 2019-03-07 seal 2019-03-05 2019-03-07 2 1",
        ], evidence.Stages.Select(s => string.Join(' ', s.Values)));
        AssertHas("granted business_setup 1", evidence.Case(), "outcome", "policy", "item_on_time");
        AssertHas("business_setup overdue", evidence.Case("d"), "policy", "state");
    }

    [Fact]
    public void Every_rating_of_an_accepted_case_has_a_row() =>
        Assert.Equal(["c 2019-03-01 110101 D one_window 2", "c 2019-05-01 110101 D one_window 5"],
            new EvidenceOf(new("c 2019-03-04 accepted item_code=A", "c 2019-05-01 rated rating=5", "c 2019-03-01 rated rating=2", "d 2019-03-01 rated rating=1"), "2019-12-31")
                .Ratings.Select(r => string.Join(' ', r.Values)));

    [Fact]
    public void Rows_are_in_order_of_case_id_as_bytes() =>
        Assert.Equal(["1", "10", "A", "a", "北"], new EvidenceOf(new("北 2019-03-04 accepted item_code=A", "10 2019-03-04 accepted item_code=A", "a 2019-03-04 accepted item_code=A",
            "1 2019-03-04 accepted item_code=A", "A 2019-03-04 accepted item_code=A"), "2019-12-31", shards: 1).Cases.Select(c => c["case_id"]));

    [Theory, InlineData("x\n张三"), InlineData("x\u2028张三")]
    public void An_identifier_with_a_line_break_is_told_by_its_shape(string id)
    {
        var row = Assert.Single(new EvidenceOf(new($"{id} 2019-03-04 accepted item_code=P project_code={id}"), "2019-12-31").Cases);
        AssertHas("3 characters, 2 lines", row, "case_id");
        AssertHas("3 characters, 2 lines", row, "project_code");
        AssertHas("3 characters, 2 lines", row, "project");
    }

    [Fact]
    public void A_policy_that_no_correction_stops_measures_strictly() =>
        AssertHas("slow 5 4 4 0 7 4", Case("2019-12-31", "c 2019-03-04 accepted item_code=S", "c 2019-03-05 correction_started", "c 2019-03-07 correction_ended",
            "c 2019-03-08 decided result=通过"), "policy", "limit", "net", "strict", "paused", "item_limit", "item_net");
}
