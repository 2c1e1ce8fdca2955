using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>How many due dates of open units stand, and how many of them moved when more of the calendar became known.</summary>
/// <param name="Open">Cases and projects open as of the day, resting projects left out: their clocks stand until a part opens.</param>
/// <param name="Moved">Of those, with another due date than by the calendar known before.</param>
public readonly record struct Horizon(long Open, long Moved)
{
    /// <summary>The horizon of a merged result: what its folds counted, and its projects, which only now are whole.</summary>
    /// <param name="before">The calendars known before; the folds were given the same.</param>
    public static Horizon Of(PartialResult merged, Reference reference, CalendarBook before, Day asOf)
    {
        var count = new HorizonCount(reference, before, asOf);
        for (var bucket = 0; bucket < KeptCases.Buckets; bucket++)
        {
            foreach (var cases in merged.ProjectCases.Projects(bucket, reference))
                count.Add(cases.FindAll(c => c.IsLast));
        }
        return merged.Horizon + count.Take();
    }

    public static Horizon operator +(Horizon a, Horizon b) => new(a.Open + b.Open, a.Moved + b.Moved);

    /// <exception cref="ArgumentException"><paramref name="b"/> is no part of <paramref name="a"/>.</exception>
    public static Horizon operator -(Horizon a, Horizon b) => a.Open >= b.Open && a.Moved >= b.Moved ? new(a.Open - b.Open, a.Moved - b.Moved)
        : throw new ArgumentException($"{b} cannot be taken out of {a}: it was never added");

    public static Horizon Subtract(Horizon left, Horizon right) => left - right;

    public static Horizon Add(Horizon left, Horizon right) => left + right;
}

/// <summary>Compares the due dates of open units by two calendars.</summary>
sealed class HorizonCount(Reference reference, CalendarBook before, Day asOf)
{
    readonly Reference _before = new() { Catalogue = reference.Catalogue, Policies = reference.Policies, Calendars = before };

    Horizon _sum;

    /// <summary>What was counted since it was last taken.</summary>
    internal Horizon Take()
    {
        var sum = _sum;
        _sum = default;
        return sum;
    }

    internal void Add(CaseState c, PolicyVersion? version)
    {
        if (c.EndDay > asOf)
            Add(UnitClock.Of(c, version, reference).DueDay(asOf), UnitClock.Of(c, version, _before).DueDay(asOf));
    }

    /// <summary>All cases of one project, in event order of acceptance.</summary>
    internal void Add(List<CaseState> cases)
    {
        if (cases.Count == 0)
            return;
        if (cases[0].Version is not { } version)
            cases.ForEach(c => Add(c, null));
        else if (new Project(cases, version, reference).At(asOf) is { FinishAt: null, IsOpen: true } standing)
            Add(standing.DueDay(), new Project(cases, version, _before).At(asOf).DueDay());
    }

    void Add(Day due, Day dueBefore) => _sum += new Horizon(1, due == dueBefore ? 0 : 1);
}
