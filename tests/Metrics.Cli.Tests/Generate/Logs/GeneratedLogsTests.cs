using Metrics.CaseLogs;
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
        {
            Assert.Equal((reason, logs.City.Counts.Rejected[(int)reason]), (reason, logs.Tallies.Sum(t => t.Rejected[(int)reason])));
            Assert.NotEqual((reason, 0), (reason, logs.City.Counts.Rejected[(int)reason]));
        }
    }

    [Fact]
    public void Every_reason_of_the_reference_data_occurs_as_often_as_stated()
    {
        Assert.Equal(logs.City.Counts.Rejected[(int)RejectReason.UnknownItem], logs.Events.Count(e => e.UnknownItem));
        Assert.Equal(logs.City.Counts.Rejected[(int)RejectReason.UnknownPolicy], logs.Events.Count(e => e.UnknownPolicy));
        Assert.All(OfReferenceData, r => Assert.NotEqual(0, logs.City.Counts.Rejected[(int)r]));
    }

    [Fact]
    public void Lines_are_repeated_as_often_as_stated()
    {
        var known = logs.Events.Where(e => !e.UnknownItem && !e.UnknownPolicy).ToList();
        Assert.Equal(logs.City.Counts.Repeated.Sum(), known.Count - known.Select(e => e.Identity).Distinct().Count());
        Assert.Equal([0, 1, 1, 1], logs.City.Counts.Repeated.Select(n => Math.Min(n, 1)));
    }

    // A stage counts as sent, and each system has its own word for it.
    [Fact]
    public void A_line_says_the_same_in_every_dialect_but_for_the_words_of_stages()
    {
        var conflicts = logs.Events.Where(e => !e.UnknownItem && !e.UnknownPolicy).GroupBy(e => e.Identity)
            .Where(g => g.Select(e => e.Content).Distinct().Count() > 1).ToList();
        Assert.All(conflicts, g => Assert.True(g.First().Kind is EventKind.StageStarted or EventKind.StageDone or EventKind.Accepted));
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
