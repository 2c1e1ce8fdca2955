using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>A construction project (工程建设项目): cases under one project code, phase after phase, over months.</summary>
sealed class ConstructionProject(CityYear year, CityCatalogue catalogue, CaseTimeline timeline, Handling handling)
{
    readonly int[][][] _items =
        [.. ProjectKind.All.Select(k => k.Phases.Select(p => p.Select(catalogue.IndexOf).ToArray()).ToArray())];
    readonly WeightedChoice _kinds = new(ProjectKind.All.Select(k => k.Share));

    /// <summary>
    /// Plans at most <paramref name="available"/> cases, numbered from <paramref name="number"/>; returns how many begin
    /// within the year, at least one.
    /// </summary>
    /// <param name="day">A working day of the year.</param>
    public int Plan(ref Draws draws, int number, int day, int available, Applicant applicant)
    {
        var kind = _kinds.Draw(ref draws);
        var phases = _items[kind];
        var planned = phases.Sum(Promised);
        var net = NetDays(ref draws, ProjectKind.All[kind].LimitDays, CityDistrict.All[applicant.District]);
        var channel = applicant.DrawChannel(ref draws, online: true, free: false);
        var (used, begins) = (0, day);
        foreach (var phase in phases)
        {
            var ends = begins;
            foreach (var item in phase)
            {
                if (used == available || begins >= year.Days)
                    return used;
                timeline.Begin(number + used, begins, applicant.District, item, channel);
                timeline.Apply(project: draws.PerMille(8) ? 0 : number + 1, policy: catalogue.Items[item].Policy.Length > 0 ? 0 : kind + 1);
                var days = net * Promised(phase) / planned;
                ends = Math.Max(ends, PlanCase(ref draws, begins, item == phase[0] ? days : days * (50 + draws.Below(51)) / 100));
                used++;
            }
            // The applicant prepares the next papers.
            begins = year.Add(ends, 2 + draws.Below(16));
        }
        return used;
    }

    static int NetDays(ref Draws draws, int limit, CityDistrict district) =>
        limit * (draws.PerMille(880 - district.Slower) ? 55 + draws.Below(43) : 104 + draws.Below(25)) / 100;

    /// <summary>Working days promised for a phase: those of its slowest permit.</summary>
    int Promised(int[] phase) => phase.Max(i => catalogue.Items[i].PromisedDays);

    /// <summary>Returns the day on which the case ends.</summary>
    int PlanCase(ref Draws draws, int day, int net)
    {
        timeline.Plan(EventKind.Received, day);
        var accepted = handling.AcceptanceDay(ref draws, day);
        timeline.Plan(EventKind.Accepted, accepted);
        timeline.Plan(EventKind.DepartmentAccepted, accepted);
        if (draws.PerMille(10))
        {
            var withdrawn = year.Add(accepted, draws.Below(net + 1));
            timeline.Plan(EventKind.Withdrawn, withdrawn);
            timeline.End(ref draws);
            return withdrawn;
        }
        var ends = year.Add(accepted, net + handling.PlanPauses(ref draws, accepted, net, corrections: 120, specials: 120));
        handling.PlanDecision(ref draws, ends, denied: 8, rated: 300);
        timeline.End(ref draws);
        return ends;
    }
}
