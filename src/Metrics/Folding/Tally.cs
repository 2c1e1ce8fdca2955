using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Cube;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Puts folded cases and units into the cells of a partial result.</summary>
sealed class Tally(TableCells into, Reference reference, Day asOf)
{
    readonly CatalogueRow[] _rows = [.. reference.Catalogue.Rows];
    readonly OnlineTally _online = new(into.Online);
    readonly Month _lastMonth = asOf.Month;

    // A case asks for its calendar several times.
    (District District, Calendar Calendar) _of = (default, reference.Calendars.National);

    internal void Refused(CaseState c)
    {
        var item = c.RefusedRow < 0 ? ItemNumber.None : _rows[c.RefusedRow].Item;
        into.Online[into.Online.Place(DistrictKey.Of(PeriodOf(c.RefusedDay!.Value), c.RefusedDistrict, item))].Refused++;
    }

    /// <summary>What every accepted case counts for, and what it counts for as a unit of its own, if it is one.</summary>
    internal void Accepted(CaseState c, bool isUnit)
    {
        var day = c.AcceptedDay;
        var month = day.Month;
        var period = CellKey.OfMonth(month);
        into.Acceptances[into.Acceptances.Place((ulong)day.Number)].Accepted++;
        var row = _rows[c.Row];
        _online.Add(DistrictKey.Of(period, c.District, row.Item), c, row.Is(ItemTraits.Online));
        Intake(c, period, day);
        foreach (var rating in c.Ratings)
            Rate(c, row, rating);
        if (isUnit)
            Unit(c, c.Version);
    }

    /// <summary>Counts what still waits: the result is whole only then.</summary>
    internal void Flush() => _online.Flush();

    void Intake(CaseState c, ulong period, Day day)
    {
        var place = into.Intake.Place(DistrictKey.Of(period, c.District, c.Channel));
        ref var intake = ref into.Intake[place];
        intake.Accepted++;
        if (c.ReceivedDay is not { } received)
            return;
        var wait = CalendarOf(c.District).Count(received, day);
        // 行政许可法 art. 32: five working days to accept or to ask for corrections.
        intake.WithinFive += wait <= 5 ? 1 : 0;
        into.Intake.AddDay(place, wait);
    }

    void Rate(CaseState c, CatalogueRow row, Rating rating)
    {
        ref var cell = ref into.Ratings[into.Ratings.Place(RatingKey.Of(PeriodOf(rating.Day), c.District, row.Department, c.Channel))];
        cell.VerySatisfied += rating.Grade == 1 ? 1 : 0;
        cell.Satisfied += rating.Grade == 2 ? 1 : 0;
        cell.FairlySatisfied += rating.Grade == 3 ? 1 : 0;
        cell.Dissatisfied += rating.Grade == 4 ? 1 : 0;
        cell.VeryDissatisfied += rating.Grade == 5 ? 1 : 0;
    }

    /// <summary>A case that is a unit of its own: in backlogs, and finished.</summary>
    internal void Unit(CaseState c, PolicyVersion? version)
    {
        var clock = ClockOf(c, version, version?.LimitDays);
        Backlog(c, version, clock);
        Finish(c, version, clock);
    }

    /// <summary>The unit in the backlog of each month's end at which it was open.</summary>
    internal void Backlog(CaseState c, PolicyVersion? version) => Backlog(c, version, ClockOf(c, version, version?.LimitDays));

    void Backlog(CaseState c, PolicyVersion? version, in UnitClock clock)
    {
        var end = c.Outcome == Outcome.Open ? _lastMonth.Next : Month.Min(c.EndDay.Month, _lastMonth.Next);
        for (var month = Month.Max(c.AcceptedDay.Month, c.FromMonth); month < end && month <= c.ThroughMonth; month = month.Next)
            Backlog(c, version, clock, month);
    }

    /// <summary>The same in one month's, if it was open at its end.</summary>
    internal void Backlog(CaseState c, PolicyVersion? version, Month month)
    {
        if (c.AcceptedDay.Month <= month && Day.Min(month.LastDay, asOf) < c.EndDay)
            Backlog(c, version, ClockOf(c, version, version?.LimitDays), month);
    }

    void Backlog(CaseState c, PolicyVersion? version, in UnitClock clock, Month month)
    {
        var day = Day.Min(month.LastDay, asOf);
        Backlog(month, version?.Policy ?? PolicySet.Promised, c.District, c.Channel, true, clock.IsOverdueAt(day), c.IsPausedAt(day, clock.CorrectionStops));
    }

    /// <summary>The unit's time, if it finished: against its limit, and against its item's, which the same clock counts.</summary>
    internal void Finish(CaseState c, PolicyVersion? version) => Finish(c, version, ClockOf(c, version, version?.LimitDays));

    void Finish(CaseState c, PolicyVersion? version, in UnitClock clock)
    {
        if (!c.IsFinished)
            return;
        var (time, period) = (clock.Finished(), PeriodOf(c.EndDay));
        Finished(period, time, version?.Policy ?? PolicySet.Promised, c.District, c.Channel);
        Item(c, period, time);
        if (version is { Measure: Measure.Stages })
            Stages(period, c, version, clock);
    }

    /// <summary>A project that is finished.</summary>
    internal void Finished(in UnitTime time, PolicyNumber policy, District district, Channel channel) =>
        Finished(PeriodOf(time.FinishDay), time, policy, district, channel);

    void Finished(ulong period, in UnitTime time, PolicyNumber policy, District district, Channel channel)
    {
        var place = into.Approval.Place(UnitKey.Of(period, policy, district, channel));
        ref var cell = ref into.Approval[place];
        cell.OnTime += time.OnTime ? 1 : 0;
        cell.OnTimeStrict += time.OnTimeStrict ? 1 : 0;
        cell.Denied += time.Denied ? 1 : 0;
        cell.Extended += time.Extension > 0 ? 1 : 0;
        cell.GrossDays += time.Gross;
        cell.PausedDays += time.Paused;
        into.Approval.AddDay(place, time.Net);
    }

    /// <summary>A case of a project, if it ended, but not by withdrawal, against the promised days of its item.</summary>
    internal void Item(CaseState c, PolicyVersion version)
    {
        if (c.IsFinished)
            Item(c, PeriodOf(c.EndDay), ClockOf(c, version, null).Finished());
    }

    /// <summary>An ended case against what its item promises: days, at once, one trip.</summary>
    void Item(CaseState c, ulong period, in UnitTime time)
    {
        var row = _rows[c.Row];
        var place = into.Items.Place(ItemKey.Of(period, row.Department, row.Item));
        ref var cell = ref into.Items[place];
        var allowed = row.PromisedDays + time.Extension;
        cell.OnTime += time.Net <= allowed ? 1 : 0;
        cell.Early += time.Net < allowed ? 1 : 0;
        cell.Immediate += row.Is(ItemTraits.Immediate) ? 1 : 0;
        cell.SameDay += row.Is(ItemTraits.Immediate) && c.EndDay == c.AcceptedDay ? 1 : 0;
        cell.OneTrip += row.Is(ItemTraits.OneTrip) && c.Visits > 0 ? 1 : 0;
        cell.OneTripKept += row.Is(ItemTraits.OneTrip) && c.Visits == 1 ? 1 : 0;
        into.Items.AddDay(place, time.Net);
    }

    internal void Backlog(Month month, PolicyNumber policy, District district, Channel channel, bool open, bool overdue, bool paused)
    {
        ref var cell = ref into.Backlog[into.Backlog.Place(UnitKey.Of(CellKey.OfMonth(month), policy, district, channel))];
        cell.Open += open ? 1 : 0;
        cell.Resting += open ? 0 : 1;
        cell.Overdue += overdue ? 1 : 0;
        cell.Paused += paused ? 1 : 0;
    }

    /// <summary>The stages done by the finish of a case of measure stages.</summary>
    void Stages(ulong period, CaseState c, PolicyVersion version, in UnitClock clock)
    {
        var last = c.LastStage;
        for (var i = 0; i < c.Stages.Length; i++)
        {
            ref readonly var stage = ref c.Stages[i];
            if (!stage.Done)
                continue;
            var place = into.Stages.Place(UnitKey.Of(period, version.Policy, c.District, version.Stages[i].Stage));
            into.Stages.AddDay(place, clock.Net(stage.StartDay, Day.Of(stage.DoneAt)));
            into.Stages[place].Last += i == last ? 1 : 0;
        }
    }

    static ulong PeriodOf(Day day) => CellKey.OfMonth(day.Month);

    /// <param name="limit">Working days; null: the promised days of its item.</param>
    UnitClock ClockOf(CaseState c, PolicyVersion? version, int? limit) =>
        new(c, CalendarOf(c.District), limit ?? _rows[c.Row].PromisedDays, version?.CorrectionStopsClock ?? true);

    Calendar CalendarOf(District district)
    {
        if (_of.District != district)
            _of = (district, reference.Calendars.For(district));
        return _of.Calendar;
    }
}
