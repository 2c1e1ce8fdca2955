using Xunit;

namespace Metrics.Tests.Evidence;

/// <summary>Rows of <c>projects</c> and of their cases (contract 9). 2019-03-04 is a Monday; the limit is 9 days.</summary>
public class ProjectEvidenceTests
{
    static string Columns(Dictionary<string, string> row, string columns) =>
        string.Join(' ', columns.Split(' ').Select(c => row.GetValueOrDefault(c, "NULL")));

    const string Unit = "limit extension net strict paused gross on_time overdue stopped resting due state";

    [Fact]
    public void A_granted_project_has_its_clock_and_its_cases_have_none()
    {
        var evidence = new EvidenceOf(new("p 2019-03-04 accepted item_code=P project_code=X", "p 2019-03-06 decided result=通过",
            "e 2019-03-07 accepted item_code=E project_code=X", "e 2019-03-08 decided result=通过"), "2019-12-31");
        var project = Assert.Single(evidence.Projects);
        Assert.Equal("X permit 110101 one_window 2019-03-04 2019-03-08 granted 2", Columns(project, "project policy district channel accepted ended outcome cases"));
        Assert.Equal("9 0 3 3 0 5 1 0 0 0 2019-03-18 NULL", Columns(project, Unit));
        Assert.Equal("X X permit 2019-03-04 2019-03-06 granted", Columns(evidence.Case("p"), "project project_code policy accepted ended outcome"));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("NULL", 11)), Columns(evidence.Case("p"), Unit.Replace("resting ", "", StringComparison.Ordinal)));
        Assert.Equal("4 0 2 1", Columns(evidence.Case("p"), "item_limit item_extension item_net item_on_time"));
    }

    [Fact]
    public void A_project_none_of_whose_parts_is_open_rests_and_has_no_due_date()
    {
        var evidence = new EvidenceOf(new("p 2019-03-04 accepted item_code=P project_code=X", "p 2019-03-26 decided result=通过"), "2019-06-30");
        Assert.Equal("9 0 16 16 0 119 NULL 1 0 1 NULL resting", Columns(Assert.Single(evidence.Projects), Unit));
    }

    [Fact]
    public void A_project_all_of_whose_open_parts_are_paused_is_stopped()
    {
        var evidence = new EvidenceOf(new("p 2019-03-04 accepted item_code=P project_code=X", "p 2019-03-05 special_started",
            "q 2019-03-04 accepted item_code=P project_code=X", "q 2019-03-06 decided result=通过"), "2019-03-08");
        Assert.Equal("9 0 2 2 2 5 NULL 0 1 0 2019-03-19 paused", Columns(Assert.Single(evidence.Projects), Unit));
    }

    [Fact]
    public void A_case_withdrawn_before_the_grant_is_no_part_and_one_accepted_after_it_is()
    {
        var evidence = new EvidenceOf(new("w 2019-03-01 accepted item_code=P project_code=X district=110102", "w 2019-03-05 withdrawn",
            "e 2019-03-04 accepted item_code=E project_code=X", "e 2019-03-06 decided result=通过",
            "l 2019-03-11 accepted item_code=P project_code=X", "l 2019-03-12 decided result=通过"), "2019-12-31");
        var project = Assert.Single(evidence.Projects);
        Assert.Equal("X 110102 2019-03-04 2 2 3", Columns(project, "project district accepted cases net gross"));
        Assert.Equal("NULL X permit withdrawn", Columns(evidence.Case("w"), "project project_code policy outcome"));
        Assert.Equal("X 1", Columns(evidence.Case("l"), "project item_net"));
    }

    [Fact]
    public void A_case_without_a_code_is_a_project_of_its_own_under_its_id()
    {
        var evidence = new EvidenceOf(new("e 2019-03-01 received", "e 2019-03-04 accepted item_code=E", "e 2019-03-06 decided result=不通过"), "2019-12-31");
        Assert.Equal("e denied 1", Columns(Assert.Single(evidence.Projects), "project outcome cases"));
        Assert.Equal("e NULL 1 project_code_missing", Columns(evidence.Case("e"), "project project_code wait warnings"));
        Assert.Equal("project_code_missing e accepted", Columns(Assert.Single(evidence.Faults), "code case_id event"));
    }

    [Fact]
    public void Cases_of_withdrawn_ones_alone_are_no_project()
    {
        var evidence = new EvidenceOf(new("p 2019-03-04 accepted item_code=P project_code=X", "p 2019-03-06 withdrawn"), "2019-12-31");
        Assert.Empty(evidence.Projects);
        Assert.Equal("NULL permit withdrawn", Columns(evidence.Case("p"), "project policy outcome"));
    }

    [Fact]
    public void Before_the_first_version_of_their_policy_the_cases_are_promised_each_alone()
    {
        var evidence = new EvidenceOf(new("p 2018-12-03 accepted item_code=P project_code=X", "q 2019-03-04 accepted item_code=P project_code=X",
            "q 2019-03-06 decided result=通过"), "2019-12-31");
        Assert.Empty(evidence.Projects);
        Assert.Equal("NULL X promised 4 overdue", Columns(evidence.Case("p"), "project project_code policy limit state"));
        Assert.Equal("NULL X promised 4 2 1", Columns(evidence.Case("q"), "project project_code policy limit net on_time"));
    }
}
