using Metrics.Calendars;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>How a case stands.</summary>
public enum Outcome : byte
{
    Open,
    Granted,
    Denied,
    /// <summary>The last stage applied for is done (measure stages).</summary>
    StagesDone,
    /// <summary>Not finished: no time is measured.</summary>
    Withdrawn,
}

/// <summary>Working days added to the limit at a moment.</summary>
public readonly record struct Extension(long At, int Days);

/// <summary>How content the applicant was (满意度, GB/T 39046 A.8).</summary>
/// <param name="Grade">1 very satisfied to 5 very dissatisfied.</param>
public readonly record struct Rating(Day Day, int Grade);

/// <summary>A stage of a case of measure stages.</summary>
public struct StageState
{
    internal bool Applied;
    internal bool Started;
    internal bool Done;
    /// <summary>Day of the first start before it was done, else of the acceptance.</summary>
    internal Day StartDay;
    internal long DoneAt;
}

/// <summary>A case (办件) folded from its events: what was accepted, when it ended, and what stopped the clock between.</summary>
public sealed class CaseState
{
    /// <summary>Moment of the first acceptance, or -1: never accepted.</summary>
    public long AcceptedAt { get; internal set; } = -1;
    public bool IsAccepted => AcceptedAt >= 0;

    /// <summary>
    /// At the ends of which months the case stood like this (both included): a version that was written
    /// later gives another standing. The default is every month up to as_of.
    /// </summary>
    internal Month FromMonth { get; set; }
    internal Month ThroughMonth { get; set; } = Month.Never;

    /// <summary>As the run finds the case, and not as an earlier one would have.</summary>
    internal bool IsLast => ThroughMonth == Month.Never;

    internal bool StoodIn(Month month) => FromMonth <= month && month <= ThroughMonth;
    public Day AcceptedDay => Day.Of(AcceptedAt);

    /// <summary>Number of the catalogue row in force on the day of acceptance.</summary>
    public int Row { get; internal set; }
    public District District { get; internal set; }
    public Channel Channel { get; internal set; }
    /// <summary>The policy that decides the flow; <see cref="PolicySet.Promised"/> if none.</summary>
    public PolicyNumber Policy { get; internal set; }
    /// <summary>The version in force on the day of acceptance, or null: promised.</summary>
    public PolicyVersion? Version { get; internal set; }

    /// <summary>Day of the first <c>received</c> before acceptance.</summary>
    public Day? ReceivedDay { get; internal set; }
    /// <summary>The first refusal: its day, district and catalogue row (below 0: it names no item).</summary>
    public Day? RefusedDay { get; internal set; }
    internal District RefusedDistrict { get; set; }
    internal int RefusedRow { get; set; } = CaseLine.NoItem;

    public Outcome Outcome { get; internal set; }
    /// <summary>Moment of the end, when there is one.</summary>
    public long EndAt { get; internal set; }
    public Day EndDay => Outcome == Outcome.Open ? Pause.Open : Day.Of(EndAt);
    public bool IsFinished => Outcome is not (Outcome.Open or Outcome.Withdrawn);

    /// <summary>Days on which the applicant came to the hall (到厅), before acceptance and after the end too.</summary>
    public int Visits { get; internal set; }
    Day? _lastVisit;

    /// <summary>Every rating, before acceptance and after the end too.</summary>
    public List<Rating> Ratings { get; } = [];

    /// <summary>Special procedures (特别程序, 行政许可法 art. 45).</summary>
    public Pauses Special { get; } = new();
    /// <summary>Corrections (补正).</summary>
    public Pauses Correction { get; } = new();
    public List<Extension> Extensions { get; } = [];
    /// <summary>By place in the version's stages; of another measure, without meaning.</summary>
    public StageState[] Stages { get; internal set; } = [];

    /// <summary>The warnings that its events gave: a bit each, by <see cref="Warning"/>.</summary>
    internal int Warnings { get; set; }

    /// <summary>The place of the stage that was done last, the later in the policy's order of two at one moment; -1: none is done.</summary>
    internal int LastStage
    {
        get
        {
            var last = -1;
            for (var i = 0; i < Stages.Length; i++)
            {
                if (Stages[i].Done && (last < 0 || Stages[i].DoneAt >= Stages[last].DoneAt))
                    last = i;
            }
            return last;
        }
    }

    /// <summary>Of a project's case, and of every case whose evidence is written: what joins it to others, and its place among them.</summary>
    internal KeptEvent Acceptance { get; } = new();
    internal ReadOnlySpan<byte> ProjectCode => Acceptance.IsEmpty ? [] : Acceptance.Record.ProjectCode;

    /// <summary>Extension days up to a moment, included.</summary>
    public int ExtensionUpTo(long at)
    {
        var days = 0;
        foreach (var extension in Extensions)
            days += extension.At <= at ? extension.Days : 0;
        return days;
    }

    /// <summary>Working days of (from, to] on which the clock stood.</summary>
    public int PausedDays(Calendar calendar, bool correctionStops, Day from, Day to) =>
        Pauses.WorkingDays(Special, correctionStops ? Correction : null, calendar, from, to);

    /// <summary>Whether a pause that stops the clock is open at the end of a day.</summary>
    public bool IsPausedAt(Day day, bool correctionStops) =>
        Special.IsOpenAt(day) || correctionStops && Correction.IsOpenAt(day);

    /// <summary>A visit; days come in order, and each counts once.</summary>
    internal void Visit(Day day)
    {
        Visits += day == _lastVisit ? 0 : 1;
        _lastVisit = day;
    }

    internal void Reset()
    {
        AcceptedAt = -1;
        (FromMonth, ThroughMonth) = (default, Month.Never);
        Row = 0;
        District = default;
        Channel = Channel.None;
        Policy = PolicySet.Promised;
        Version = null;
        ReceivedDay = RefusedDay = null;
        RefusedDistrict = default;
        RefusedRow = CaseLine.NoItem;
        Warnings = 0;
        Outcome = Outcome.Open;
        EndAt = 0;
        Visits = 0;
        _lastVisit = null;
        Ratings.Clear();
        Special.Clear();
        Correction.Clear();
        Extensions.Clear();
        Acceptance.Clear();
    }
}
