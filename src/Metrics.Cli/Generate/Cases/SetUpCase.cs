using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>A business set-up (企业开办): stages side by side from acceptance on, done when the last of them is.</summary>
sealed class SetUpCase(CityYear year, CityCatalogue catalogue, CaseTimeline timeline, Handling handling)
{
    const int LimitDays = 2;
    const int WithoutInsurance = 0b0111;

    public void Plan(ref Draws draws, int number, int day, Applicant applicant)
    {
        var free = !year.IsWorking(day);
        var item = catalogue.DrawSetUp(ref draws);
        var channel = applicant.DrawChannel(ref draws, online: true, free);
        timeline.Begin(number, day, applicant.District, item, channel);
        var stages = draws.PerMille(850) ? 0 : WithoutInsurance;
        timeline.Apply(stages);
        handling.PlanVisit(ref draws, day, channel, window: 600, online: 40);
        timeline.Plan(EventKind.Received, day);
        PlanFrom(ref draws, handling.AcceptanceDay(ref draws, day), stages == 0 ? 4 : 3, CityDistrict.All[applicant.District]);
        timeline.End(ref draws);
    }

    void PlanFrom(ref Draws draws, int accepted, int stages, CityDistrict district)
    {
        timeline.Plan(EventKind.Accepted, accepted);
        if (draws.PerMille(600))
            timeline.Plan(EventKind.DepartmentAccepted, accepted);
        var net = draws.PerMille(935 - district.Slower) ? NetInTime(draws.Below(100)) : LimitDays + 1 + draws.Below(3) * draws.Below(2);
        if (draws.PerMille(10))
        {
            timeline.Plan(EventKind.Withdrawn, year.Add(accepted, draws.Below(net + 1)));
            return;
        }
        var paused = handling.PlanPauses(ref draws, accepted, Math.Min(net, 1), corrections: 60, specials: 0);
        if (draws.PerMille(8))
        {
            timeline.Plan(EventKind.StageStarted, accepted);
            timeline.Plan(EventKind.Decided, year.Add(accepted, net + paused), (int)Result.Denied);
            return;
        }
        PlanStages(ref draws, accepted, stages, net, paused);
        handling.PlanDecision(ref draws, year.Add(accepted, net + paused), denied: 0, rated: 450);
    }

    static int NetInTime(int percent) => percent switch { < 20 => 0, < 70 => 1, _ => LimitDays };

    void PlanStages(ref Draws draws, int accepted, int stages, int net, int paused)
    {
        var last = draws.Below(stages);
        for (var stage = 0; stage < stages; stage++)
            timeline.Plan(EventKind.StageStarted, accepted, stage);
        for (var stage = 0; stage < stages; stage++)
        {
            var days = stage == last ? net : draws.Below(net + 1);
            timeline.Plan(EventKind.StageDone, year.Add(accepted, days == 0 ? 0 : days + paused), stage);
        }
    }
}
