using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Faults;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>What happens to a case between acceptance and decision, whatever its kind. Days are counted in working days (工作日).</summary>
/// <param name="pauseFaults">Corrections of which a time is a date alone.</param>
sealed class Handling(CityYear year, CaseTimeline timeline, FaultChance pauseFaults, FaultCounts counts)
{
    /// <summary>The day on which what came in on <paramref name="day"/> is accepted: mostly at once, on a working day.</summary>
    public int AcceptanceDay(ref Draws draws, int day)
    {
        var waits = draws.Below(100) switch { < 84 => 0, < 92 => 1, < 95 => 2, < 98 => 3 + draws.Below(3), _ => 6 + draws.Below(4) };
        // On free days the platform accepts one in four by itself; the others wait for an office.
        return !year.IsWorking(day) && draws.PerMille(750) ? year.Add(day, 1 + waits) : year.Add(day, waits);
    }

    /// <summary>Net working days: within the promise as often as the department keeps it, else some days more.</summary>
    public static int NetDays(ref Draws draws, Department department, CityDistrict district, int promised)
    {
        if (draws.PerMille(department.OnTime - district.Slower))
            return Math.Min(promised, (promised * department.Pace * (40 + draws.Below(121)) + 5000) / 10_000);
        return promised + 1 + draws.Below(2 + promised / 3) * draws.Below(3) / 2;
    }

    /// <summary>
    /// Plans a correction (补正), a special procedure (特别程序), or one inside the other, now and then, each begun
    /// within the net days; returns the working days in their union.
    /// </summary>
    public int PlanPauses(ref Draws draws, int accepted, int net, int corrections, int specials)
    {
        if (net == 0)
            return 0;
        var start = draws.Below(net);
        if (draws.PerMille(corrections))
        {
            var end = start + 1 + draws.Below(6);
            PlanCorrection(ref draws, accepted, start, end);
            if (!draws.PerMille(specials * 2))
                return end - start;
            var specialStart = start + draws.Below(end - start);
            var specialEnd = specialStart + 1 + draws.Below(10);
            PlanSpecial(ref draws, accepted, specialStart, specialEnd);
            return Math.Max(end, specialEnd) - start;
        }
        if (!draws.PerMille(specials))
            return 0;
        var length = 2 + draws.Below(14);
        PlanSpecial(ref draws, accepted, start, start + length);
        return length;
    }

    void PlanCorrection(ref Draws draws, int accepted, int start, int end)
    {
        var reason = draws.PerMille(800) ? (int)PauseReason.Other : 0;
        var fault = PauseFault(ref draws, start, end);
        if (fault == Fault.PauseWithinADay)
        {
            timeline.Plan(EventKind.CorrectionStarted, year.Add(accepted, start - 1), reason, StepTime.DateAlone);
            timeline.Plan(EventKind.CorrectionEnded, year.Add(accepted, start - 1));
        }
        timeline.Plan(EventKind.CorrectionStarted, year.Add(accepted, start), reason, Date(fault is Fault.PauseOfDates or Fault.PauseFromADate));
        if (fault == Fault.PausesThatMeet)
        {
            timeline.Plan(EventKind.CorrectionEnded, year.Add(accepted, start + 1), 0, StepTime.DateAlone);
            timeline.Plan(EventKind.CorrectionStarted, year.Add(accepted, start + 1), reason, StepTime.DateAlone);
        }
        timeline.Plan(EventKind.CorrectionEnded, year.Add(accepted, end), 0, Date(fault is Fault.PauseOfDates or Fault.PauseToADate));
        if (fault != Fault.None && year.Add(accepted, end) < year.Days)
            counts.Add(fault);
    }

    /// <summary>Two pauses that meet need two days, and one within a day needs a day before the correction.</summary>
    Fault PauseFault(ref Draws draws, int start, int end) => pauseFaults.Draw(ref draws) switch
    {
        Fault.PausesThatMeet when end - start < 2 => Fault.None,
        Fault.PauseWithinADay when start == 0 => Fault.None,
        var fault => fault,
    };

    static StepTime Date(bool alone) => alone ? StepTime.DateAlone : StepTime.InTurn;

    void PlanSpecial(ref Draws draws, int accepted, int start, int end)
    {
        timeline.Plan(EventKind.SpecialStarted, year.Add(accepted, start), draws.PerMille(950) ? 1 + draws.Below(8) : 0);
        timeline.Plan(EventKind.SpecialEnded, year.Add(accepted, end));
    }

    /// <summary>Plans the decision (办结) and what may follow it: a rating within days, seldom a revocation.</summary>
    public void PlanDecision(ref Draws draws, int day, int denied, int rated, StepTime time = StepTime.InTurn)
    {
        var granted = draws.PerMille(40) ? Result.GrantedConditionally : Result.Granted;
        var result = draws.PerMille(denied) ? Result.Denied : granted;
        timeline.Plan(EventKind.Decided, day, (int)result, time);
        if (draws.PerMille(rated))
            timeline.Plan(EventKind.Rated, day + draws.Below(4) * draws.Below(2), Rating(draws.Below(100)));
        if (result != Result.Denied && draws.PerMille(2))
            timeline.Plan(EventKind.Revoked, year.Add(day, 5 + draws.Below(40)));
    }

    /// <summary>Plans a visit to the hall (到厅) by the applicant, who comes with papers or fetches the result.</summary>
    /// <param name="window">Of those who applied at the window, per mille.</param>
    /// <param name="online">Of those who applied otherwise, per mille.</param>
    public void PlanVisit(ref Draws draws, int day, Channel channel, int window, int online)
    {
        if (draws.PerMille(channel == Channel.OneWindow ? window : online) && year.IsWorking(day))
            timeline.Plan(EventKind.Visited, day);
    }

    /// <summary>1 very satisfied … 5 very dissatisfied.</summary>
    static int Rating(int percent) => percent switch { < 72 => 1, < 92 => 2, < 97 => 3, < 99 => 4, _ => 5 };
}
