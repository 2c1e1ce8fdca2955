using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>When on its day a step happens.</summary>
enum StepTime : byte
{
    /// <summary>After the steps of the day that were planned before it.</summary>
    InTurn,
    /// <summary>Only the date is known.</summary>
    DateAlone,
    /// <summary>Some seconds before the acceptance of the same day: the clocks of two systems differ.</summary>
    BeforeAcceptance,
}

/// <summary>The steps of one case at a time: planned by day in any order, they become events in order of time.</summary>
sealed class CaseTimeline(CityYear year, DayQueue queue)
{
    const int Opening = (8 * 60 + 30) * 60, NoonFrom = 12 * 3600, NoonTo = 13 * 3600 + 1800, Closing = (17 * 60 + 30) * 60;
    const int LastSecond = 86_399;

    readonly record struct Step(int Day, EventKind Kind, byte Value, StepTime Time);

    readonly List<Step> _steps = [];
    readonly byte[] _occurrences = new byte[Enum.GetValues<EventKind>().Length];
    PlannedEvent _event;

    public void Begin(int number, int day, int district, int item, Channel channel)
    {
        _steps.Clear();
        Array.Clear(_occurrences);
        _event = new()
        {
            Case = number,
            CaseDay = (ushort)day,
            District = (byte)district,
            Item = (ushort)item,
            Channel = channel,
        };
    }

    /// <summary>What the acceptance of the case says beyond its item.</summary>
    /// <param name="stages">Stages applied for, one bit each; 0 = all.</param>
    /// <param name="project">Number of the project's first case plus one; 0 = of no project.</param>
    /// <param name="policy">Index of the project kind plus one whose policy the line names; 0 = the item's.</param>
    public void Apply(int stages = 0, int project = 0, int policy = 0)
    {
        _event.Stages = (byte)stages;
        _event.Project = project;
        _event.Policy = (byte)policy;
    }

    /// <summary>Adds a step on <paramref name="day"/>; steps of one day happen in the order in which they are planned.</summary>
    public void Plan(EventKind kind, int day, int value = 0, StepTime time = StepTime.InTurn)
    {
        if (day >= year.Days)
            return;
        var at = _steps.Count;
        while (at > 0 && _steps[at - 1].Day > day)
            at--;
        _steps.Insert(at, new(day, kind, (byte)value, time));
    }

    public void End(ref Draws draws)
    {
        var (day, second, accepted) = (-1, 0, 0);
        for (var i = 0; i < _steps.Count; i++)
        {
            var step = _steps[i];
            if (step.Time == StepTime.InTurn)
            {
                second = step.Day == day ? Later(second, ref draws) : Hour(step, i, ref draws);
                day = step.Day;
            }
            if (step.Kind == EventKind.Accepted)
                accepted = second;
            _event.Second = step.Time switch
            {
                StepTime.DateAlone => LastSecond,
                StepTime.BeforeAcceptance => accepted - 1 - draws.Below(5),
                _ => second,
            };
            Send(step, i, ref draws);
        }
    }

    void Send(Step step, int index, ref Draws draws)
    {
        _event.Day = (ushort)step.Day;
        _event.DateAlone = step.Time == StepTime.DateAlone;
        _event.Kind = step.Kind;
        _event.Value = step.Value;
        _event.Ordinal = (byte)index;
        _event.Occurrence = _occurrences[(int)step.Kind];
        _event.Feed = Sender(step.Kind, ref draws);
        _occurrences[(int)step.Kind]++;
        queue.Add(_event);
    }

    /// <summary>Offices work in office hours; who applies online does so from seven on, and until eleven at night if no office acts on that day.</summary>
    int Hour(Step step, int index, ref Draws draws)
    {
        if (_event.Channel == Channel.OneNet && step.Kind is EventKind.Received or EventKind.Withdrawn or EventKind.Rated)
        {
            var busy = index + 1 < _steps.Count && _steps[index + 1].Day == step.Day;
            return 7 * 3600 + draws.Below((busy ? 9 : 16) * 3600);
        }
        var second = Opening + draws.Below(Closing - Opening - (NoonTo - NoonFrom));
        return second < NoonFrom ? second : second + (NoonTo - NoonFrom);
    }

    /// <summary>Some time later on the same day, sooner and sooner towards its end.</summary>
    static int Later(int second, ref Draws draws) =>
        Math.Min(second + 1 + draws.Below(Math.Max(60, (Closing - second) / 6)), LastSecond);

    Feed Sender(EventKind kind, ref Draws draws)
    {
        var (own, other) = _event.Channel == Channel.OneNet ? (Feed.OneNet, Feed.OneWindow) : (Feed.OneWindow, Feed.OneNet);
        return kind switch
        {
            EventKind.Visited => Feed.Queue,
            EventKind.Rated => Feed.Ratings,
            EventKind.Received or EventKind.Accepted or EventKind.Refused or EventKind.Withdrawn => own,
            // The departments report through either system: three times in four through the case's own.
            _ => draws.PerMille(250) ? other : own,
        };
    }
}
