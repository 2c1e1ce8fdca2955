namespace Metrics.Cases;

/// <summary>A project at the end of a day.</summary>
/// <param name="Parts">Its measured parts, in event order of acceptance; none: it is no project.</param>
/// <param name="FinishAt">Moment of the finish, or null.</param>
/// <param name="Denied">Finished by a denial.</param>
public readonly record struct ProjectStanding(Project Project, CaseState[] Parts, long? FinishAt, bool Denied, Day Day)
{
    /// <summary>Spans counted without an allocation: most projects have fewer.</summary>
    const int FewSpans = 64;

    public Day EndDay => FinishAt is { } at ? Day.Of(at) : Day;

    /// <summary>Day of the first acceptance of a part; it needs one.</summary>
    public Day FirstDay => Parts[0].AcceptedDay;

    /// <summary>Whether a part is open; else an unfinished project rests: it waits for its applicant.</summary>
    public bool IsOpen
    {
        get
        {
            foreach (var c in Parts)
            {
                if (c.EndDay > Day)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Whether all its open parts are paused.</summary>
    public bool IsPaused
    {
        get
        {
            foreach (var c in Parts)
            {
                if (c.EndDay > Day && !c.IsPausedAt(Day, CorrectionStops))
                    return false;
            }
            return true;
        }
    }

    /// <summary>Whether a case of the project is a part of it, measured or not: one accepted after the grant is, and is not measured.</summary>
    internal bool IsPart(CaseState c) => c.AcceptedAt > FinishAt && !Denied || Array.IndexOf(Parts, c) >= 0;

    /// <summary>Extension days of its parts up to its finish.</summary>
    public int Extension
    {
        get
        {
            var days = 0;
            foreach (var c in Parts)
                days += ExtensionOf(c);
            return days;
        }
    }

    bool CorrectionStops => Project.Version.CorrectionStopsClock;

    /// <summary>Those of one part.</summary>
    public int ExtensionOf(CaseState c) => c.ExtensionUpTo(FinishAt ?? Day.End - 1);

    public int Net => WorkingDays(true, CorrectionStops);

    /// <summary>Net days of these parts up to a day, at most <see cref="EndDay"/>.</summary>
    public int NetUpTo(Day day) => (this with { FinishAt = null, Day = day }).Net;

    /// <summary>Over its limit. Net is at most the working days since the first acceptance, which mostly decide.</summary>
    public bool IsOverdue =>
        Project.Calendar.Count(FirstDay, EndDay) > Project.Version.LimitDays && Net > Project.Version.LimitDays + Extension;

    /// <summary>The project's time, or its time so far. It needs a part.</summary>
    public UnitTime Time()
    {
        var net = Net;
        var strict = CorrectionStops ? WorkingDays(true, false) : net;
        return new(EndDay, net, strict, WorkingDays(false, false) - net, EndDay - FirstDay + 1, Project.Version.LimitDays, Extension, Denied);
    }

    /// <summary>Its due date, by what its parts have done; it needs a part.</summary>
    public Day DueDay() => DueDates.First(Project.Calendar, FirstDay, EndDay, Project.Version.LimitDays + Extension, NetUpTo);

    /// <summary>A part's span: from its acceptance to its own end, the project's finish or the day, whichever is first.</summary>
    public DaySpan SpanOf(CaseState c) => new(c.AcceptedDay, Day.Min(c.EndDay, EndDay));

    /// <summary>Working days in the union of the spans of the parts, less the pauses that stop the clock.</summary>
    int WorkingDays(bool specialStops, bool correctionStops)
    {
        var most = 0;
        foreach (var c in Parts)
            most += 1 + c.Special.List.Count + c.Correction.List.Count;
        Span<DaySpan> spans = most <= FewSpans ? stackalloc DaySpan[FewSpans] : new DaySpan[most];
        var count = 0;
        foreach (var c in Parts)
            count += DaySpans.Unpaused(SpanOf(c), specialStops ? c.Special : null, correctionStops ? c.Correction : null, spans[count..]);
        return DaySpans.WorkingDays(spans[..count], Project.Calendar);
    }
}
