using Metrics.CaseLogs;
using Metrics.Cli.Generate.Faults;
using Metrics.Events;

namespace Metrics.Cli.Tests.Generate.Logs;

/// <summary>The generated logs, read as any other city's: what is in them is what the report says.</summary>
public sealed class GeneratedLogsTests(ReadLogs logs) : IClassFixture<ReadLogs>
{
    static readonly RejectReason[] OfReferenceData = [RejectReason.UnknownItem, RejectReason.UnknownPolicy];

    [Fact]
    public void No_file_is_refused_and_every_line_is_counted()
    {
        Assert.All(logs.Tallies, t => Assert.Null(t.Refusal));
        Assert.Equal(logs.City.Counts.Lines, logs.Tallies.Sum(t => t.Lines));
    }

    [Fact]
    public void Every_reason_of_form_occurs_as_often_as_stated()
    {
        foreach (var reason in Enum.GetValues<RejectReason>().Except(OfReferenceData))
            Assert.Equal((reason, Planted(reason)), (reason, logs.Tallies.Sum(t => t.Rejected[(int)reason])));
    }

    [Fact]
    public void Every_reason_of_the_reference_data_occurs_as_often_as_stated()
    {
        Assert.Equal(Planted(RejectReason.UnknownItem), logs.Events.Count(e => e.UnknownItem));
        Assert.Equal(Planted(RejectReason.UnknownPolicy), logs.Events.Count(e => e.UnknownPolicy));
    }

    long Planted(RejectReason reason) => logs.City.Counts.Planted[FaultRates.All.Single(r => r.Name == reason.Code()).Fault];

    [Fact]
    public void Lines_are_repeated_as_often_as_stated()
    {
        var known = logs.Events.Where(e => !e.UnknownItem && !e.UnknownPolicy).ToList();
        Assert.Equal(logs.City.Counts.Duplicate, known.Count - known.Select(e => e.Identity).Distinct().Count());
    }

    [Fact]
    public void Event_ids_that_begin_anew_each_day_belong_to_several_events_of_one_case()
    {
        var known = logs.Events.Where(e => !e.UnknownItem && !e.UnknownPolicy);
        var kinds = known.Where(e => e.Identity != e.Content).GroupBy(e => e.Identity[..e.Identity.LastIndexOf(' ')])
            .Count(g => g.Select(e => e.Kind).Distinct().Count() > 1);
        Assert.InRange(kinds, 20, 1000);
    }

    // Stages and items count as sent, and each system has its own words for them.
    [Fact]
    public void A_line_says_the_same_in_every_dialect_but_for_the_words_of_stages_and_items()
    {
        var conflicts = logs.Events.Where(e => !e.UnknownItem && !e.UnknownPolicy).GroupBy(e => (e.Identity, e.Updated))
            .Where(g => g.Select(e => e.Content).Distinct().Count() > 1).ToList();
        Assert.All(conflicts, g => Assert.True(g.First().Kind is EventKind.StageStarted or EventKind.StageDone or EventKind.Accepted or EventKind.Refused));
        Assert.InRange(conflicts.Count, 1, 40);
    }

    [Fact]
    public void Every_event_occurs() =>
        Assert.Equal(Enum.GetValues<EventKind>().Skip(1), logs.Events.Select(e => e.Kind).Distinct().Order());

    [Fact]
    public void Events_lie_in_the_files_of_both_sources() =>
        Assert.True(logs.Events.GroupBy(e => e.CaseId).Count(g => g.Select(e => e.Source).Distinct().Count() == 2) > 1000);

    [Fact]
    public void Cases_of_december_stay_open()
    {
        var ended = logs.Events.Where(e => e.Kind is EventKind.Decided or EventKind.Withdrawn).Select(e => e.CaseId).ToHashSet();
        var december = logs.Events.Where(e => e.Kind == EventKind.Accepted && e.At >= new DateTime(2019, 12, 1)).ToList();
        Assert.InRange(december.Count(e => !ended.Contains(e.CaseId)), december.Count / 20, december.Count / 2);
    }

    [Fact]
    public void Applicants_are_made_up_and_none_reaches_the_quarantine()
    {
        Assert.Contains("虚构申请人", System.Text.Encoding.UTF8.GetString(logs.City.Read("logs/one_window/2019-03.csv")), StringComparison.Ordinal);
        var rejected = logs.Rejected;
        Assert.NotEmpty(rejected);
        Assert.All(rejected, r => Assert.DoesNotContain(r.Fields, f => f.Value.Contains("虚构", StringComparison.Ordinal)));
    }
}
