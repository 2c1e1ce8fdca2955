using System.Globalization;
using CsCheck;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Explaining;
using Metrics.Tests.Laws;
using Xunit;

namespace Metrics.Tests.Explaining;

/// <summary>Laws of the explanation over random logs: it explains the tables' numbers, and all of them.</summary>
public class ClockLawTests
{
    static readonly string[] _cases = ["c1", "c2", "c3", "c4", "c5", "c6"];

    [Fact]
    public void Counted_days_sum_to_net_days_and_are_numbered_one_by_one() => Check(clocks =>
    {
        foreach (var (figures, numbers) in clocks.SelectMany(Counted))
        {
            Assert.Equal(figures.Net, numbers.Count);
            Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        }
    });

    [Fact]
    public void A_day_of_a_case_counts_if_and_only_if_it_is_worked_and_nothing_that_stops_the_clock_lies_over_it() => Check(clocks =>
    {
        foreach (var day in clocks.SelectMany(c => c.Days))
            Assert.Equal(day is { IsAcceptance: false, Status.Working: true } && !day.Pauses.Any(p => p.StopsClock), day.Counted is not null);
    });

    [Fact]
    public void A_day_of_a_project_counts_if_and_only_if_it_is_worked_and_a_part_runs() => Check(clocks =>
    {
        foreach (var day in clocks.SelectMany(c => c.Project?.Days ?? []))
            Assert.Equal(day is { Status.Working: true, Running.Count: > 0 }, day.Counted is not null);
    });

    [Fact]
    public void Net_days_reach_the_limit_on_the_due_date_and_not_before() => Check(clocks =>
    {
        foreach (var clock in clocks.Where(c => c.Figures is { Due: not null }))
        {
            var (figures, due) = (clock.Figures!, clock.Figures!.Due!.Value);
            var reached = clock.Days.FirstOrDefault(d => d.Counted == figures.Allowed);
            if (figures.Allowed == 0 || reached is not null)
                Assert.Equal(figures.Allowed == 0 ? clock.Acceptance!.Day : reached!.Date, due);
            else
                Assert.True(due > clock.Days[^1].Date);
        }
    });

    [Fact]
    public void The_units_explained_one_by_one_are_those_of_the_tables() => Gen.Int.Sample(seed =>
    {
        var files = Files(seed);
        var units = Clocks(files).SelectMany(Unit).DistinctBy(u => u.Key).Select(u => u.Value).ToList();
        var finished = units.Where(u => u.State is null).ToList();
        var tables = Conformance.Tables(RandomLog.Reference, files, RandomLog.AsOf);
        Assert.Equal(finished.Count == 0 ? "0 0 0 " : string.Create(CultureInfo.InvariantCulture,
                $"{finished.Count} {finished.Count(f => f.OnTime)} {finished.Count(f => f.Strict <= f.Allowed)} {finished.Max(f => f.Net)}"),
            Cells(tables["approval_time"], "2019,*,*,*,", "finished", "on_time", "on_time_strict", "net_max"));
        var overdue = $"{units.Count(u => u.State is not null && !u.OnTime)}";
        Assert.Equal(overdue, Cells(tables["backlog"], "2019-03,*,*,*,", "overdue"));
        Assert.Equal(overdue, Cells(tables["approval_time"], "2019,*,*,*,", "overdue"));
        Assert.Equal($"{units.Count(u => u.State == ClockState.Resting)}", Cells(tables["backlog"], "2019-03,*,*,*,", "resting"));
    }, iter: 120);

    [Fact]
    public void The_cases_explained_one_by_one_are_those_of_item_time_parts_of_projects_too() => Gen.Int.Sample(seed =>
    {
        var files = Files(seed);
        var nets = Clocks(files).Where(c => c.Status == CaseStatus.Finished).Select(c => c.Figures!.Net).ToList();
        var mean = nets.Count == 0 ? 0 : Math.Round((decimal)nets.Sum() / nets.Count, 2, MidpointRounding.AwayFromZero);
        Assert.Equal(nets.Count == 0 ? "0 0 " : string.Create(CultureInfo.InvariantCulture, $"{nets.Count} {mean:0.00} {nets.Max()}"),
            Cells(Conformance.Tables(RandomLog.Reference, files, RandomLog.AsOf)["item_time"], "2019,*,*,", "ended", "net_mean", "net_max"));
    }, iter: 300);

    static IEnumerable<(ClockFigures Figures, List<int> Numbers)> Counted(CaseClock clock)
    {
        if (clock.Figures is { } own)
            yield return (own, [.. clock.Days.Select(d => d.Counted).OfType<int>()]);
        if (clock.Project?.Figures is { } project)
            yield return (project, [.. clock.Project.Days.Select(d => d.Counted).OfType<int>()]);
    }

    /// <summary>What the tables measure a case by: itself, or its project.</summary>
    internal static IEnumerable<KeyValuePair<string, ClockFigures>> Unit(CaseClock clock) => clock switch
    {
        { Project: { Figures: { } project } p } => [new(p.Code.Length == 0 ? clock.CaseId : "project " + p.Code, project)],
        { Project: null, Figures: { } own } => [new(clock.CaseId, own)],
        _ => [],
    };

    static string Cells(string table, string key, params string[] columns)
    {
        var lines = table.Split('\n');
        var row = lines.FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?.Split(',');
        return string.Join(' ', columns.Select(c => row?[Array.IndexOf(lines[0].Split(','), c)] ?? (c == "net_max" ? "" : "0")));
    }

    static List<LogFile> Files(int seed)
    {
        var log = new RandomLog(seed);
        return log.Split(log.Lines(120), 3);
    }

    static List<CaseClock> Clocks(List<LogFile> files) =>
        [.. _cases.Select(id => SmallLog.Explain(files, RandomLog.Reference, RandomLog.AsOf, id)).OfType<CaseClock>()];

    static void Check(Action<List<CaseClock>> law) => Gen.Int.Sample(seed => law(Clocks(Files(seed))), iter: 120);
}
