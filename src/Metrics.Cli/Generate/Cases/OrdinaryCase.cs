using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Faults;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>A case of one item under its promised days.</summary>
/// <param name="mistakes">What people do wrong now and then.</param>
sealed class OrdinaryCase(
    CityYear year, CityCatalogue catalogue, CaseTimeline timeline, Handling handling, FaultChance mistakes, FaultCounts counts)
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
            PlanFrom(ref draws, accepted, item, CityDistrict.All[applicant.District], channel);
        timeline.End(ref draws);
    }

    int PlanIntake(ref Draws draws, int day, Channel channel)
    {
        var accepted = handling.AcceptanceDay(ref draws, day);
        handling.PlanVisit(ref draws, day, channel, window: 600, online: 60);
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

    void PlanFrom(ref Draws draws, int accepted, ServiceItem item, CityDistrict district, Channel channel)
    {
        var promised = accepted < FirstOfJuly + year.Days - 365 ? item.PromisedDays : item.PromisedFromJuly;
        var net = Handling.NetDays(ref draws, Department.All[item.Department], district, promised);
        var withdrawn = draws.PerMille(15);
        var mistake = withdrawn ? Fault.None : Mistake(ref draws, net);
        PlanAcceptance(ref draws, accepted, item, mistake);
        if (withdrawn)
        {
            timeline.Plan(EventKind.Withdrawn, year.Add(accepted, draws.Below(net + 1)));
            return;
        }
        var finished = year.Add(accepted, net + PlanPauses(ref draws, accepted, net, item, mistake));
        if (net > promised && promised > 0 && draws.PerMille(300))
            timeline.Plan(EventKind.Extended, year.Add(accepted, promised), (net - promised + 4) / 5 * 5);
        handling.PlanDecision(ref draws, finished, denied: item.Licence ? 30 : 12, rated: 350,
            mistake == Fault.DecidedBeforeAccepted ? StepTime.BeforeAcceptance : StepTime.InTurn);
        handling.PlanVisit(ref draws, finished, channel, window: 150, online: 20);
        PlanMistake(mistake, accepted, finished);
    }

    void PlanAcceptance(ref Draws draws, int accepted, ServiceItem item, Fault mistake)
    {
        if (mistake != Fault.NeverAccepted)
            timeline.Plan(EventKind.Accepted, accepted);
        if (mistake == Fault.AcceptedAgain)
            timeline.Plan(EventKind.Accepted, accepted);
        if (mistake == Fault.EndWithoutStart)
            timeline.Plan(EventKind.CorrectionEnded, accepted);
        if (item.PromisedDays > 0 && draws.PerMille(650))
            timeline.Plan(EventKind.DepartmentAccepted, accepted);
    }

    int PlanPauses(ref Draws draws, int accepted, int net, ServiceItem item, Fault mistake)
    {
        if (mistake != Fault.PauseNeverEnded)
            return handling.PlanPauses(ref draws, accepted, net, corrections: 80, specials: item.PromisedDays >= 5 ? 50 : 0);
        timeline.Plan(EventKind.CorrectionStarted, year.Add(accepted, draws.Below(net)), (int)PauseReason.Other);
        return 0;
    }

    /// <summary>Plans what is wrong after the end, and counts the mistake where its last event lies in the year.</summary>
    void PlanMistake(Fault mistake, int accepted, int finished)
    {
        var last = mistake switch
        {
            Fault.AcceptedAgain or Fault.EndWithoutStart => accepted,
            Fault.DecidedAgain => year.Add(finished, 1),
            Fault.StartedAfterEnd => year.Add(finished, 2),
            _ => finished,
        };
        if (mistake == Fault.DecidedAgain)
            timeline.Plan(EventKind.Decided, last, (int)Result.Granted);
        else if (mistake == Fault.StartedAfterEnd)
            timeline.Plan(EventKind.SpecialStarted, last, (int)PauseReason.ExpertReview);
        if (mistake != Fault.None && last < year.Days)
            counts.Add(mistake);
    }

    /// <summary>Only a case decided on the day of acceptance can be decided before it, and only one of some days can pause.</summary>
    Fault Mistake(ref Draws draws, int net) => mistakes.Draw(ref draws) switch
    {
        Fault.DecidedBeforeAccepted when net > 0 => Fault.None,
        Fault.PauseNeverEnded when net == 0 => Fault.None,
        var mistake => mistake,
    };
}
