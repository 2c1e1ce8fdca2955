using Metrics.Calendars;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>
/// A construction project (工程建设项目): the accepted cases with one code and one policy of measure project, under the
/// version of the first acceptance, counted by the calendar of its district. Asked as of any day up to the run's.
/// </summary>
public sealed class Project
{
    readonly IReadOnlyList<CaseState> _cases;
    readonly int _endItem;

    /// <param name="cases">All accepted cases, in event order of their acceptance.</param>
    public Project(IReadOnlyList<CaseState> cases, PolicyVersion version, Reference reference)
    {
        _cases = cases;
        Version = version;
        Calendar = reference.Calendars.For(First.District);
        var item = reference.Catalogue.Items.Find(System.Text.Encoding.UTF8.GetBytes(version.EndItem!));
        _endItem = item;
        Rows = reference.Catalogue.Rows;
    }

    IReadOnlyList<CatalogueRow> Rows { get; }
    public PolicyVersion Version { get; }
    public Calendar Calendar { get; }
    /// <summary>The first acceptance, of a withdrawn case too: it gives version, district and channel.</summary>
    public CaseState First => _cases[0];
    public IReadOnlyList<CaseState> Cases => _cases;

    bool IsEndItem(CaseState c) => Rows[c.Row].Item == _endItem;

    /// <summary>How the project stands at the end of a day.</summary>
    public ProjectStanding At(int day)
    {
        var grant = GrantUpTo(day);
        var parts = new List<CaseState>();
        foreach (var c in _cases)
            if (c.AcceptedDay <= day && !IsWithdrawn(c, day, grant))
                parts.Add(c);
        if (grant is { } granted)
            // One accepted after the grant is a part, but it is not measured.
            return new(this, [.. parts.Where(c => c.AcceptedAt <= granted)], granted, false, day);
        var anyOpen = parts.Exists(c => IsOpenAt(c, day));
        var denied = !anyOpen && parts.Exists(c => c.Outcome == Outcome.Denied && IsEndItem(c));
        return new(this, parts, denied ? parts.Max(c => c.EndAt) : null, denied, day);
    }

    internal static bool IsOpenAt(CaseState c, int day) => c.EndDay > day;

    /// <summary>The moment of the first grant of an end item up to a day, or null.</summary>
    public long? GrantUpTo(int day)
    {
        long? first = null;
        foreach (var c in _cases)
            if (c.Outcome == Outcome.Granted && c.EndDay <= day && IsEndItem(c) && c.EndAt < (first ?? long.MaxValue))
                first = c.EndAt;
        return first;
    }

    // Without a grant any withdrawal counts. At one moment a decision comes before a withdrawal (rank).
    static bool IsWithdrawn(CaseState c, int day, long? grant) =>
        c.Outcome == Outcome.Withdrawn && c.EndDay <= day && c.EndAt < (grant ?? long.MaxValue);
}

/// <summary>A project at the end of a day.</summary>
/// <param name="Parts">Its measured parts, in event order of acceptance; none: it is no project.</param>
/// <param name="FinishAt">Moment of the finish, or null.</param>
/// <param name="Denied">Finished by a denial.</param>
public sealed record ProjectStanding(Project Project, IReadOnlyList<CaseState> Parts, long? FinishAt, bool Denied, int Day)
{
    public int EndDay => FinishAt is { } at ? Cases.Day.Of(at) : Day;

    /// <summary>Whether a part is open; else an unfinished project rests: it waits for its applicant.</summary>
    public bool IsOpen => Parts.Any(c => Project.IsOpenAt(c, Day));

    /// <summary>Whether all its open parts are paused.</summary>
    public bool IsPaused => Parts.Where(c => Project.IsOpenAt(c, Day)).All(c => c.IsPausedAt(Day, Project.Version.CorrectionStopsClock));

    /// <summary>Extension days of its parts up to its finish.</summary>
    public int Extension => Parts.Sum(ExtensionOf);

    /// <summary>Those of one part.</summary>
    public int ExtensionOf(CaseState c) => c.ExtensionUpTo(FinishAt ?? Cases.Day.EndOf(Day) - 1);

    public int Net => WorkingDays(Project.Version.CorrectionStopsClock);

    /// <summary>Net days of these parts up to a day, at most <see cref="EndDay"/>.</summary>
    public int NetUpTo(int day) => (this with { FinishAt = null, Day = day }).Net;

    public bool IsOverdue => Net > Project.Version.LimitDays + Extension;

    /// <summary>The project's time, or its time so far. It needs a part.</summary>
    public UnitTime Time()
    {
        var net = Net;
        var span = DaySpans.WorkingDays([.. Parts.Select(SpanOf)], Project.Calendar);
        return new(EndDay, net, WorkingDays(false), span - net, EndDay - Parts.Min(c => c.AcceptedDay) + 1,
            Project.Version.LimitDays, Extension, Denied);
    }

    /// <summary>Its due date, by what its parts have done; it needs a part.</summary>
    public int DueDay() =>
        DueDates.First(Project.Calendar, Parts.Min(c => c.AcceptedDay), EndDay, Project.Version.LimitDays + Extension, NetUpTo);

    /// <summary>A part's span: from its acceptance to its own end, the project's finish or the day, whichever is first.</summary>
    public DaySpan SpanOf(CaseState c) => new(c.AcceptedDay, Math.Min(c.EndDay, EndDay));

    int WorkingDays(bool correctionStops)
    {
        var spans = new List<DaySpan>();
        foreach (var c in Parts)
            DaySpans.AddUnpaused(SpanOf(c), c.Special, correctionStops ? c.Correction : null, spans);
        return DaySpans.WorkingDays(spans, Project.Calendar);
    }
}
