using System.Text;
using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Evidence;

/// <summary>Makes rows of folded cases: of the case, its stages, its ratings and its faults.</summary>
sealed class CaseRows(EvidenceTables into, Reference reference, Day asOf)
{
    readonly CatalogueRow[] _rows = [.. reference.Catalogue.Rows];

    (District District, Calendar Calendar) _of = (default, reference.Calendars.National);

    /// <summary>A case that is never accepted, but refused.</summary>
    internal void Refused(CaseState c, Identifier id)
    {
        var row = c.RefusedRow < 0 ? null : _rows[c.RefusedRow];
        into.Cases.Text(id).Text([]).Text([])
            .Word(-1).Word(row?.Item.Number ?? -1).Word(row?.Department.Number ?? -1).District(c.RefusedDistrict).Word(-1)
            .Date(null).Date(null).Date(c.RefusedDay).Date(null).Word(EvidenceTables.Refused)
            .Time(null).Due(null)
            .Number(null).Number(null).Number(null).Flag(null)
            .Flag(null).Flag(null).Number(null).Flag(null).Number(null).Word(WarningsOf(c));
    }

    /// <summary>A case that is a unit of its own.</summary>
    /// <param name="version">Null: measured under <c>promised</c>.</param>
    internal void Unit(CaseState c, PolicyVersion? version)
    {
        var calendar = CalendarOf(c.District);
        var clock = new UnitClock(c, calendar, version?.LimitDays ?? _rows[c.Row].PromisedDays, version?.CorrectionStopsClock ?? true);
        UnitStanding? unit = c.Outcome == Outcome.Withdrawn ? null : UnitStanding.Of(c, clock, asOf);
        // The same clock counts against what the item promises.
        Add(c, version, calendar, unit, c.IsFinished ? unit?.Time : null, []);
        if (c.IsFinished && version is { Measure: Measure.Stages })
            Stages(c, version, clock);
    }

    /// <summary>A case that is counted through a project.</summary>
    /// <param name="project">The project's key; empty: the case was withdrawn, and is no part of it.</param>
    internal void Part(CaseState c, PolicyVersion version, ReadOnlySpan<byte> project)
    {
        var calendar = CalendarOf(c.District);
        UnitTime? time = c.IsFinished ? new UnitClock(c, calendar, 0, version.CorrectionStopsClock).Finished() : null;
        Add(c, version, calendar, null, time, project);
    }

    /// <param name="finished">The time of a finished case by its own district and end, against whatever limit.</param>
    void Add(CaseState c, PolicyVersion? version, Calendar calendar, UnitStanding? unit, UnitTime? finished, ReadOnlySpan<byte> project)
    {
        var row = _rows[c.Row];
        var item = finished is { } time ? time with { Limit = row.PromisedDays } : (UnitTime?)null;
        into.Cases.Text(c.Acceptance.Record.CaseId).Text(project).Text(c.ProjectCode)
            .Word((version?.Policy ?? PolicySet.Promised).Number).Word(row.Item.Number).Word(row.Department.Number).District(c.District).Word((int)c.Channel)
            .Date(c.ReceivedDay).Date(c.AcceptedDay).Date(null).Date(c.Outcome == Outcome.Open ? null : c.EndDay).Outcome(c.Outcome)
            .Time(unit).Due(unit)
            .Number(item?.Limit).Number(item?.Extension).Number(item?.Net).Flag(item?.OnTime)
            .Flag(row.Is(ItemTraits.Immediate)).Flag(row.Is(ItemTraits.OneTrip))
            .Number(c.ReceivedDay is { } received ? calendar.Count(received, c.AcceptedDay) : null)
            .Flag(row.Is(ItemTraits.Online)).Number(c.Visits).Word(WarningsOf(c));
    }

    Calendar CalendarOf(District district)
    {
        if (_of.District != district)
            _of = (district, reference.Calendars.For(district));
        return _of.Calendar;
    }

    /// <summary>The ratings of an accepted case.</summary>
    internal void Ratings(CaseState c)
    {
        foreach (var rating in c.Ratings)
        {
            into.Ratings.Text(c.Acceptance.Record.CaseId).Date(rating.Day).District(c.District)
                .Word(_rows[c.Row].Department.Number).Word((int)c.Channel).Number(rating.Grade);
        }
    }

    void Stages(CaseState c, PolicyVersion version, in UnitClock clock)
    {
        var last = c.LastStage;
        for (var i = 0; i < c.Stages.Length; i++)
        {
            ref readonly var stage = ref c.Stages[i];
            if (!stage.Done)
                continue;
            var done = Day.Of(stage.DoneAt);
            into.Stages.Text(c.Acceptance.Record.CaseId).Word(version.Policy.Number).District(c.District)
                .Date(c.EndDay).Word(version.Stages[i].Stage.Number).Date(stage.StartDay).Date(done).Number(clock.Net(stage.StartDay, done)).Flag(i == last);
        }
    }

    /// <remarks>Of a line past 2³¹ the number is negative: the column has 32 bits.</remarks>
    internal void Fault(GivenWarning given) =>
        into.Faults.Word((int)given.Warning).Text(Encoding.UTF8.GetBytes(given.CaseId)).Word((int)given.Event).Moment(given.At)
            .Word(given.File).Word(given.File).Number(given.Line == 0 ? null : unchecked((int)given.Line));

    static int WarningsOf(CaseState c) => c.Warnings == 0 ? -1 : c.Warnings;
}
