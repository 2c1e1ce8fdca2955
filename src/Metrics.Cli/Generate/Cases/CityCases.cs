using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Faults;
using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Generate.Cases;

/// <summary>All cases of the year, in order of their numbers: what each is and when it begins.</summary>
sealed class CityCases
{
    readonly ulong _seed;
    readonly CityYear _year;
    readonly OrdinaryCase _ordinary;
    readonly SetUpCase _setUp;
    readonly ConstructionProject _project;
    readonly int[] _begun;
    readonly int _cases;
    int _next;

    public CityCases(CityPlan plan, CityYear year, CityCatalogue catalogue, DayQueue queue, FaultCounts counts)
    {
        _seed = plan.Seed;
        _year = year;
        _cases = plan.Cases;
        _begun = year.Spread(plan.Cases);
        var timeline = new CaseTimeline(year, queue);
        var handling = new Handling(year, timeline, new(FaultGroup.Pause, plan.Plain), counts);
        _ordinary = new(year, catalogue, timeline, handling, new(FaultGroup.Case, plan.Plain), counts);
        _setUp = new(year, catalogue, timeline, handling);
        _project = new(year, catalogue, timeline, handling);
    }

    /// <summary>Plans the cases that begin on <paramref name="day"/>; to be called day by day from 0.</summary>
    public void Begin(int day)
    {
        while (_next < _begun[day])
            _next += BeginOne(day);
    }

    int BeginOne(int day)
    {
        var draws = Draws.For(_seed, (ulong)_next);
        var applicant = Applicant.Draw(ref draws);
        switch (draws.Below(1000))
        {
            case < 7 when _year.IsWorking(day):
                return _project.Plan(ref draws, _next, day, _cases - _next, applicant);
            case < 130:
                _setUp.Plan(ref draws, _next, day, applicant);
                return 1;
            default:
                _ordinary.Plan(ref draws, _next, day, applicant);
                return 1;
        }
    }
}
