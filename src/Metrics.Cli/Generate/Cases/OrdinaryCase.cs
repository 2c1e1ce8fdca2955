using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>A case of one item under its promised days.</summary>
/// <param name="mistakes">Whether people make mistakes now and then.</param>
sealed class OrdinaryCase(CityYear year, CityCatalogue catalogue, CaseTimeline timeline, Handling handling, bool mistakes)
{
    const int FirstOfJuly = 181;

    public void Plan(ref Draws draws, int number, int day, Applicant applicant)
    {
        var index = catalogue.DrawOrdinary(ref draws);
        var item = catalogue.Items[index];
        var channel = applicant.DrawChannel(ref draws, item.Online, !year.IsWorking(day));
        timeline.Begin(number, day, applicant.District, index, channel);
        var accepted = PlanIntake(ref draws, day, channel);
        if (draws.PerMille(20))
            timeline.Plan(EventKind.Refused, accepted);
        else
            PlanFrom(ref draws, accepted, item, District.All[applicant.District]);
        timeline.End(ref draws);
    }

    int PlanIntake(ref Draws draws, int day, Channel channel)
    {
        var accepted = handling.AcceptanceDay(ref draws, day);
        if (channel == Channel.OneWindow && draws.PerMille(600))
            timeline.Plan(EventKind.Visited, day);
        if (!draws.PerMille(60))
            timeline.Plan(EventKind.Received, day);
        if (accepted > day + 2 && draws.PerMille(400))
        {
            // Asked for missing papers before acceptance; a forgotten end is ended by the acceptance.
            timeline.Plan(EventKind.CorrectionStarted, day + 1, (int)PauseReason.Other);
            if (!draws.PerMille(100))
                timeline.Plan(EventKind.CorrectionEnded, accepted);
        }
        return accepted;
    }

    void PlanFrom(ref Draws draws, int accepted, ServiceItem item, District district)
    {
        timeline.Plan(EventKind.Accepted, accepted);
        if (item.PromisedDays > 0 && draws.PerMille(650))
            timeline.Plan(EventKind.DepartmentAccepted, accepted);
        var promised = accepted < FirstOfJuly + year.Days - 365 ? item.PromisedDays : item.PromisedFromJuly;
        var net = Handling.NetDays(ref draws, Department.All[item.Department], district, promised);
        if (draws.PerMille(15))
        {
            timeline.Plan(EventKind.Withdrawn, year.Add(accepted, draws.Below(net + 1)));
            return;
        }
        var paused = handling.PlanPauses(ref draws, accepted, net, corrections: 80, specials: item.PromisedDays >= 5 ? 50 : 0);
        if (net > promised && promised > 0 && draws.PerMille(300))
            timeline.Plan(EventKind.Extended, year.Add(accepted, promised), (net - promised + 4) / 5 * 5);
        var finished = year.Add(accepted, net + paused);
        handling.PlanDecision(ref draws, finished, denied: item.Licence ? 30 : 12, rated: 350);
        if (mistakes)
            PlanMistake(draws.Below(1000), accepted, finished);
    }

    /// <summary>What people do wrong in such systems, four cases in a thousand.</summary>
    void PlanMistake(int perMille, int accepted, int finished)
    {
        if (perMille == 0)
            timeline.Plan(EventKind.Accepted, year.Add(accepted, 1));
        else if (perMille == 1)
            timeline.Plan(EventKind.Decided, year.Add(finished, 1), (int)Result.Granted);
        else if (perMille == 2)
            timeline.Plan(EventKind.CorrectionEnded, finished);
        else if (perMille == 3)
            timeline.Plan(EventKind.SpecialStarted, year.Add(finished, 2), (int)PauseReason.ExpertReview);
    }
}
