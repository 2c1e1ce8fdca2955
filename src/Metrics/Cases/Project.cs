using System.Text;
using Metrics.Calendars;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>
/// A construction project (工程建设项目): the accepted cases with one code and one policy of measure project, under the
/// version of the first acceptance, counted by the calendar of its district. Asked as of any day up to the run's.
/// </summary>
public sealed class Project
{
    readonly List<CaseState> _cases;
    readonly IReadOnlyList<CatalogueRow> _rows;
    readonly ItemNumber _endItem;

    /// <summary>Moment of the first grant of an end item; none: <see cref="long.MaxValue"/>.</summary>
    readonly long _grantedAt = long.MaxValue;

    /// <param name="cases">All accepted cases, in event order of their acceptance.</param>
    public Project(List<CaseState> cases, PolicyVersion version, Reference reference)
    {
        _cases = cases;
        Version = version;
        Calendar = reference.Calendars.For(First.District);
        _rows = reference.Catalogue.Rows;
        _endItem = new(reference.Catalogue.Items.Find(Encoding.UTF8.GetBytes(version.EndItem!)));
        foreach (var c in cases)
        {
            if (c.Outcome == Outcome.Granted && c.EndAt < _grantedAt && IsEndItem(c))
                _grantedAt = c.EndAt;
        }
    }

    public PolicyVersion Version { get; }
    public Calendar Calendar { get; }
    /// <summary>The first acceptance, of a withdrawn case too: it gives version, district and channel.</summary>
    public CaseState First => _cases[0];
    public IReadOnlyList<CaseState> Cases => _cases;

    bool IsEndItem(CaseState c) => _rows[c.Row].Item == _endItem;

    /// <summary>How the project stands at the end of a day.</summary>
    public ProjectStanding At(Day day)
    {
        var grant = GrantUpTo(day);
        var parts = PartsAt(day, grant ?? long.MaxValue);
        var denied = grant is null && IsDenied(parts, day);
        return new(this, parts, denied ? parts.Max(c => c.EndAt) : grant, denied, day);
    }

    /// <summary>The same, at a day not before that of another standing.</summary>
    internal ProjectStanding At(Day day, in ProjectStanding before)
    {
        foreach (var c in _cases)
        {
            if (IsIn(c.AcceptedDay, before.Day, day) || IsIn(c.EndDay, before.Day, day))
                return At(day);
        }
        return before with { Day = day };
    }

    static bool IsIn(Day day, Day after, Day through) => after < day && day <= through;

    /// <summary>The moment of the first grant of an end item up to a day, or null.</summary>
    public long? GrantUpTo(Day day) => _grantedAt < day.End ? _grantedAt : null;

    // Withdrawn before the grant, it is no part; without a grant any withdrawal counts. At one moment a decision comes before
    // a withdrawal (rank). One accepted after the grant is a part, but it is not measured.
    CaseState[] PartsAt(Day day, long grant)
    {
        bool IsPart(CaseState c) => c.AcceptedDay <= day && c.AcceptedAt <= grant
            && !(c.Outcome == Outcome.Withdrawn && c.EndDay <= day && c.EndAt < grant);
        var count = 0;
        foreach (var c in _cases)
            count += IsPart(c) ? 1 : 0;
        var parts = new CaseState[count];
        foreach (var c in _cases)
        {
            if (IsPart(c))
                parts[^count--] = c;
        }
        return parts;
    }

    /// <summary>Whether a project without a grant is finished: none of its parts is open and an end item was denied.</summary>
    bool IsDenied(CaseState[] parts, Day day)
    {
        var denied = false;
        foreach (var c in parts)
        {
            if (c.EndDay > day)
                return false;
            denied |= c.Outcome == Outcome.Denied && IsEndItem(c);
        }
        return denied;
    }
}
