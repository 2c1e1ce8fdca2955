using Metrics.CaseLogs;
using Metrics.Cube;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>Puts folded cases and units into the cells of a partial result.</summary>
sealed class Tally(PartialResult into, Reference reference, int asOf)
{
    internal void Refused(CaseState c) =>
        into.Online[CellKey.OfDistrict(Day.MonthOf(c.RefusedDay), c.RefusedDistrict, c.RefusedItem)].Refused++;

    /// <summary>What every accepted case counts for, whatever its policy.</summary>
    internal void Accepted(CaseState c)
    {
        var row = reference.Catalogue.Rows[c.Row];
        var month = Day.MonthOf(c.AcceptedDay);
        into.FirstAcceptance = Math.Min(into.FirstAcceptance, c.AcceptedDay);
        var online = into.Online[CellKey.OfDistrict(month, c.District, row.Item)];
        online.OneNet += c.Channel == Channel.OneNet ? 1 : 0;
        online.OneWindow += c.Channel == Channel.OneWindow ? 1 : 0;
        online.Other += c.Channel == Channel.Other ? 1 : 0;
        online.Withdrawn += c.Outcome == Outcome.Withdrawn ? 1 : 0;
        online.Capable += row.Online ? 1 : 0;
        online.CapableOneNet += row.Online && c.Channel == Channel.OneNet ? 1 : 0;
        Intake(c, into.Intake[CellKey.OfDistrict(month, c.District, (int)c.Channel)]);
    }

    void Intake(CaseState c, IntakeCell cell)
    {
        cell.Accepted++;
        if (c.ReceivedDay < 0)
            return;
        var wait = reference.Calendars.For(c.District).Count(c.ReceivedDay, c.AcceptedDay);
        cell.Wait.Add(wait);
        // 行政许可法 art. 32: five working days to accept or to ask for corrections.
        cell.WithinFive += wait <= 5 ? 1 : 0;
    }

    /// <summary>A case that ended, but not by withdrawal, against the promised days of its item.</summary>
    internal void Item(CaseState c, PolicyVersion? version)
    {
        if (!c.IsFinished)
            return;
        var row = reference.Catalogue.Rows[c.Row];
        var time = UnitClock.OfItem(c, version, reference).Finished();
        var cell = into.Items[CellKey.OfItem(Day.MonthOf(c.EndDay), row.Department, row.Item)];
        cell.OnTime += time.OnTime ? 1 : 0;
        cell.Net.Add(time.Net);
    }

    /// <summary>A case that is a unit of its own: finished, or in the backlog of each month's end at which it was open.</summary>
    internal void CaseUnit(CaseState c, PolicyVersion? version)
    {
        var policy = version?.Policy ?? PolicySet.Promised;
        var clock = UnitClock.Of(c, version, reference);
        if (c.IsFinished)
            Finished(clock.Finished(), policy, c.District, c.Channel);
        for (var month = Day.MonthOf(c.AcceptedDay); ; month++)
        {
            var day = Math.Min(Day.LastOfMonth(month), asOf);
            if (c.EndDay <= day)
                return;
            var cell = into.Backlog[CellKey.Of(month, policy, c.District, (int)c.Channel)];
            cell.Open++;
            cell.Overdue += clock.IsOverdueAt(day) ? 1 : 0;
            cell.Paused += c.IsPausedAt(day, clock.CorrectionStops) ? 1 : 0;
            if (day == asOf)
                return;
        }
    }

    internal void Finished(in UnitTime time, int policy, int district, Channel channel)
    {
        var cell = into.Approval[CellKey.Of(Day.MonthOf(time.FinishDay), policy, district, (int)channel)];
        cell.OnTime += time.OnTime ? 1 : 0;
        cell.OnTimeStrict += time.OnTimeStrict ? 1 : 0;
        cell.Denied += time.Denied ? 1 : 0;
        cell.Extended += time.Extension > 0 ? 1 : 0;
        cell.GrossDays += time.Gross;
        cell.PausedDays += time.Paused;
        cell.Net.Add(time.Net);
    }

    internal void Backlog(int month, int policy, int district, Channel channel, bool open, bool overdue, bool paused)
    {
        var cell = into.Backlog[CellKey.Of(month, policy, district, (int)channel)];
        cell.Open += open ? 1 : 0;
        cell.Resting += open ? 0 : 1;
        cell.Overdue += overdue ? 1 : 0;
        cell.Paused += paused ? 1 : 0;
    }

    /// <summary>The stages of a finished case of measure stages, done by its finish.</summary>
    internal void Stages(CaseState c)
    {
        if (!c.IsFinished || c.Version is not { Measure: Measure.Stages } version)
            return;
        var (month, clock) = (Day.MonthOf(c.EndDay), UnitClock.Of(c, version, reference));
        var last = -1;
        for (var place = 0; place < c.Stages.Length; place++)
        {
            ref readonly var stage = ref c.Stages[place];
            if (!stage.Done)
                continue;
            // Of two done at one moment, the later in the policy's order.
            if (last < 0 || stage.DoneAt >= c.Stages[last].DoneAt)
                last = place;
            StageCell(c, version, month, place).Net.Add(clock.Net(stage.StartDay, Day.Of(stage.DoneAt)));
        }
        if (last >= 0)
            StageCell(c, version, month, last).Last++;
    }

    StageCell StageCell(CaseState c, PolicyVersion version, int month, int place) =>
        into.Stages[CellKey.Of(month, version.Policy, c.District, version.Stages[place].Stage)];
}
