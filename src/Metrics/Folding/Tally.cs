using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Cube;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Puts folded cases and units into the cells of a partial result, which is whole only after <see cref="Flush"/>.</summary>
sealed class Tally(TableCells into, Reference reference, Day asOf)
{
    readonly CatalogueRow[] _rows = [.. reference.Catalogue.Rows];
    readonly CellBatch<ApprovalCell> _approval = new(into.Approval);
    readonly CellBatch<StageCell> _stages = new(into.Stages);
    readonly CellBatch<ItemCell> _items = new(into.Items);
    readonly CellBatch<IntakeCell> _intake = new(into.Intake);
    readonly CellBatch<BacklogCell> _backlog = new(into.Backlog);
    readonly CellBatch<OnlineCell> _online = new(into.Online);
    readonly CellBatch<RatingCell> _ratings = new(into.Ratings);
    readonly Month _lastMonth = asOf.Month;

    // A case asks for its calendar several times.
    (District District, Calendar Calendar) _of = (default, reference.Calendars.National);

    internal void Refused(CaseState c)
    {
        var item = c.RefusedRow < 0 ? ItemNumber.None : _rows[c.RefusedRow].Item;
        _online.Add(DistrictKey.Of(PeriodOf(c.RefusedDay!.Value), c.RefusedDistrict, item)).Refused = 1;
    }

    /// <summary>What every accepted case counts for, and what it counts for as a unit of its own, if it is one.</summary>
    internal void Accepted(CaseState c, bool isUnit)
    {
        var day = c.AcceptedDay;
        var month = day.Month;
        var period = CellKey.OfMonth(month);
        into.Acceptances[into.Acceptances.Place((ulong)day.Number)].Accepted++;
        var row = _rows[c.Row];
        Online(c, DistrictKey.Of(period, c.District, row.Item), row.Is(ItemTraits.Online));
        Intake(c, period, day);
        foreach (var rating in c.Ratings)
            Rate(c, row, rating);
        if (isUnit)
            Unit(c, c.Version);
    }

    /// <summary>Counts what still waits.</summary>
    internal void Flush()
    {
        _approval.Flush();
        _stages.Flush();
        _items.Flush();
        _intake.Flush();
        _backlog.Flush();
        _online.Flush();
        _ratings.Flush();
    }

    /// <param name="isCapable">Whether its item could be handled online on the day of acceptance.</param>
    void Online(CaseState c, ulong key, bool isCapable)
    {
        ref var cell = ref _online.Add(key);
        var byNet = c.Channel == Channel.OneNet;
        cell.OneNet = byNet ? 1 : 0;
        cell.OneWindow = c.Channel == Channel.OneWindow ? 1 : 0;
        cell.Other = c.Channel == Channel.Other ? 1 : 0;
        cell.Withdrawn = c.Outcome == Outcome.Withdrawn ? 1 : 0;
        cell.NoVisit = byNet && c.Visits == 0 ? 1 : 0;
        cell.Capable = isCapable ? 1 : 0;
        cell.CapableOneNet = isCapable && byNet ? 1 : 0;
    }

    void Intake(CaseState c, ulong period, Day day)
    {
        var key = DistrictKey.Of(period, c.District, c.Channel);
        if (c.ReceivedDay is not { } received)
        {
            _intake.Add(key).Accepted = 1;
            return;
        }
        var wait = CalendarOf(c.District).Count(received, day);
        ref var cell = ref _intake.Add(key, wait);
        cell.Accepted = 1;
        // 行政许可法 art. 32: five working days to accept or to ask for corrections.
        cell.WithinFive = wait <= 5 ? 1 : 0;
    }

    void Rate(CaseState c, CatalogueRow row, Rating rating)
    {
        ref var cell = ref _ratings.Add(RatingKey.Of(PeriodOf(rating.Day), c.District, row.Department, c.Channel));
        cell.VerySatisfied = rating.Grade == 1 ? 1 : 0;
        cell.Satisfied = rating.Grade == 2 ? 1 : 0;
        cell.FairlySatisfied = rating.Grade == 3 ? 1 : 0;
        cell.Dissatisfied = rating.Grade == 4 ? 1 : 0;
        cell.VeryDissatisfied = rating.Grade == 5 ? 1 : 0;
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
        ref var cell = ref _approval.Add(UnitKey.Of(period, policy, district, channel), time.Net);
        cell.OnTime = time.OnTime ? 1 : 0;
        cell.OnTimeStrict = time.OnTimeStrict ? 1 : 0;
        cell.Denied = time.Denied ? 1 : 0;
        cell.Extended = time.Extension > 0 ? 1 : 0;
        cell.GrossDays = time.Gross;
        cell.PausedDays = time.Paused;
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
        ref var cell = ref _items.Add(ItemKey.Of(period, row.Department, row.Item), time.Net);
        var allowed = row.PromisedDays + time.Extension;
        cell.OnTime = time.Net <= allowed ? 1 : 0;
        cell.Early = time.Net < allowed ? 1 : 0;
        cell.Immediate = row.Is(ItemTraits.Immediate) ? 1 : 0;
        cell.SameDay = row.Is(ItemTraits.Immediate) && c.EndDay == c.AcceptedDay ? 1 : 0;
        cell.OneTrip = row.Is(ItemTraits.OneTrip) && c.Visits > 0 ? 1 : 0;
        cell.OneTripKept = row.Is(ItemTraits.OneTrip) && c.Visits == 1 ? 1 : 0;
    }

    internal void Backlog(Month month, PolicyNumber policy, District district, Channel channel, bool open, bool overdue, bool paused)
    {
        ref var cell = ref _backlog.Add(UnitKey.Of(CellKey.OfMonth(month), policy, district, channel));
        cell.Open = open ? 1 : 0;
        cell.Resting = open ? 0 : 1;
        cell.Overdue = overdue ? 1 : 0;
        cell.Paused = paused ? 1 : 0;
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
            var key = UnitKey.Of(period, version.Policy, c.District, version.Stages[i].Stage);
            _stages.Add(key, clock.Net(stage.StartDay, Day.Of(stage.DoneAt))).Last = i == last ? 1 : 0;
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
