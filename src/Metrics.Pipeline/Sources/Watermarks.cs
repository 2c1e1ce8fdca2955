using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Sources;

/// <summary>
/// How far each pulled source has come, and so which days are to be asked for. A day is behind when its log is in the ledger, not
/// when it was pulled.
/// </summary>
public sealed class Watermarks(DataAccount account, LedgerTable ledger)
{
    internal const string Partition = "pull";

    /// <summary>Days that one run asks a source for, beside its own; the next runs ask for the rest.</summary>
    internal const int MostMissed = 30;

    /// <summary>The days to ask for: those of the run first, then missed ones, the oldest first.</summary>
    internal async Task<IReadOnlyList<DayRange>> FindDueAsync(PulledSource source, DateOnly asOf, CancellationToken stop)
    {
        if (!source.IsDaily && !source.IsWindow)
            return [DayRange.Of(asOf)];
        var until = await AdvanceAsync(source, asOf, [], stop);
        if (source.IsDaily)
            return [DayRange.Of(asOf), .. await FindMissedAsync(source, until, asOf, stop)];
        var first = FirstOf(source, until);
        return first <= asOf ? [new(first, asOf)] : [];
    }

    /// <summary>Moves the watermark over the days that are in the ledger, and those that have no log.</summary>
    /// <param name="without">Days that were asked for and have no log.</param>
    internal async Task<DateOnly> AdvanceAsync(PulledSource source, DateOnly asOf, IReadOnlyCollection<DayRange> without, CancellationToken stop)
    {
        var key = new LogName(source.Source, source.Name).Key;
        var found = await account.Ledger.GetEntityIfExistsAsync<WatermarkRow>(Partition, key, cancellationToken: stop);
        var there = found.HasValue ? found.Value : null;
        var before = UntilOf(there, source, asOf);
        var until = source.IsWindow ? await PassWindowAsync(source, there, before, without, stop) : await PassDaysAsync(source, asOf, before, without, stop);
        var row = new WatermarkRow { RowKey = key, Until = Iso(until) };
        if (source.IsWindow)
            (row.From, row.To) = (Iso(FirstOf(source, until)), Iso(asOf));
        row.Checksum = RowChecksum<WatermarkRow>.Of(row);
        await WriteAsync(row, there, stop);
        return until;
    }

    async Task<DateOnly> PassWindowAsync(
        PulledSource source, WatermarkRow? row, DateOnly until, IReadOnlyCollection<DayRange> without, CancellationToken stop)
    {
        if (row is null || !IsWhole(row))
            return until;
        var asked = new DayRange(Day(row.From), Day(row.To));
        return asked.Last > until && (without.Contains(asked) || await IsInAsync(source, asked, stop)) ? asked.Last : until;
    }

    async Task<DateOnly> PassDaysAsync(
        PulledSource source, DateOnly asOf, DateOnly until, IReadOnlyCollection<DayRange> without, CancellationToken stop)
    {
        while (until < asOf && DayRange.Of(until.AddDays(1)) is var next && (without.Contains(next) || await IsInAsync(source, next, stop)))
            until = next.Last;
        return until;
    }

    static DateOnly FirstOf(PulledSource source, DateOnly until) => until.AddDays(1 - source.OverlapDays);

    /// <summary>Without a row all before the first day to ask for is behind; a damaged one goes back as far as one night can catch up.</summary>
    static DateOnly UntilOf(WatermarkRow? row, PulledSource source, DateOnly asOf)
    {
        var until = row is null ? asOf.AddDays(-1) : IsWhole(row) ? Day(row.Until) : asOf.AddDays(-MostMissed);
        return source.Since is { } since && (row is null || until < since) ? since.AddDays(-1) : until;
    }

    static bool IsWhole(WatermarkRow row) => row.Checksum == RowChecksum<WatermarkRow>.Of(row);

    async Task<IReadOnlyList<DayRange>> FindMissedAsync(PulledSource source, DateOnly until, DateOnly asOf, CancellationToken stop)
    {
        var missed = new List<DayRange>();
        for (var day = until.AddDays(1); day < asOf && missed.Count < MostMissed; day = day.AddDays(1))
        {
            if (!await IsInAsync(source, DayRange.Of(day), stop))
                missed.Add(DayRange.Of(day));
        }
        return missed;
    }

    /// <summary>Whether the log of these days is in the ledger. Of pages, the first is stored last: where it is, all are.</summary>
    async Task<bool> IsInAsync(PulledSource source, DayRange days, CancellationToken stop)
    {
        if (source.Pages == Paging.None)
            return await ledger.FindAsync(source.LogOf(days), stop) is { } row && IsRead(row);
        for (var page = 1; ; page++)
        {
            if (await ledger.FindAsync(source.LogOf(days, page), stop) is not { } row)
                return page > 1;
            if (!IsRead(row))
                return false;
        }
    }

    static bool IsRead(LedgerRow row) => row.StateValue is not (LedgerState.Refused or LedgerState.Failed);

    /// <summary>Another run that was faster has asked for the same.</summary>
    async Task WriteAsync(WatermarkRow row, WatermarkRow? over, CancellationToken stop)
    {
        try
        {
            if (over is null)
                await account.Ledger.AddEntityAsync(row, stop);
            else if (over.Checksum != row.Checksum || !IsWhole(over))
                await account.Ledger.UpdateEntityAsync(row, over.ETag, TableUpdateMode.Replace, stop);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Its row stands.
        }
    }

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
