using System.Text;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Policies;

namespace Metrics.Explaining;

/// <summary>Lays the clock of a project out. Every number comes from <see cref="ProjectStanding"/>, the clock of the tables.</summary>
sealed class ProjectClocks(Project project, Reference reference, DateOnly asOf)
{
    readonly ProjectStanding _standing = project.At(Day.Of(asOf));

    internal ProjectClock Make()
    {
        var version = project.Version;
        var parts = project.Cases.Select(Part).ToArray();
        var clock = new ProjectClock
        {
            AsOf = asOf,
            Code = ShownValue.Of("project_code", Encoding.UTF8.GetString(project.First.ProjectCode)),
            Policy = version.Id,
            PolicyName = new(version.NameZh, version.NameEn),
            EndItem = version.EndItem!,
            FirstAccepted = project.First.AcceptedDay.Date,
            District = project.First.District,
            Channel = project.First.Channel,
            Parts = parts,
            Finished = _standing.FinishAt is null ? null : _standing.EndDay.Date,
            Outcome = _standing.FinishAt is null ? Outcome.Open : _standing.Denied ? Outcome.Denied : Outcome.Granted,
        };
        return _standing.Parts.Length == 0 ? clock : Measured(clock, [.. parts.Where(p => p.Role == PartRole.Part)]);
    }

    ProjectClock Measured(ProjectClock clock, ProjectPart[] parts)
    {
        var from = _standing.FirstDay;
        var running = new RunningClock(project.Calendar, from, _standing.EndDay, _standing.Time(), _standing.NetUpTo);
        return clock with
        {
            Figures = ClockFigures.Of(running, UnitStanding.Of(_standing).State, reference.Calendars, project.First.District),
            Days = [.. running.Days().Select(d => DayOf(d.Status, d.Counted, d.Status.Day == from, parts))],
        };
    }

    static ProjectDay DayOf(Calendars.DayStatus status, int? counted, bool isAcceptance, ProjectPart[] parts)
    {
        var day = status.Day.Date;
        var there = parts.ToLookup(p => p.Covers(day) ? p.IsPausedOn(day) ? "paused" : "running" : "");
        return new(status, counted, isAcceptance, [.. there["running"].Select(p => p.CaseId)], [.. there["paused"].Select(p => p.CaseId)]);
    }

    ProjectPart Part(CaseState c)
    {
        var row = reference.Catalogue.Rows[c.Row];
        var role = _standing.Parts.Contains(c) ? PartRole.Part : c.AcceptedAt > _standing.FinishAt ? PartRole.AfterGrant : PartRole.Withdrawn;
        var span = _standing.SpanOf(c);
        var stops = project.Version.CorrectionStopsClock;
        var part = new ProjectPart(
            ShownValue.Of("case_id", Encoding.UTF8.GetString(c.Acceptance.Record.CaseId.ToUtf8())), reference.Catalogue.Items[row.Item.Number], row.Name, role,
            c.AcceptedDay.Date, c.Outcome == Outcome.Open ? null : c.EndDay.Date, c.Outcome, null, 0, 0, []);
        return role != PartRole.Part ? part : part with
        {
            Through = span.Through.Date,
            Net = project.Calendar.Count(span.After, span.Through) - c.PausedDays(project.Calendar, stops, span.After, span.Through),
            Extension = _standing.ExtensionOf(c),
            Pauses = ClockPause.Of(c, project.Calendar, stops, span.After, span.Through),
        };
    }
}
