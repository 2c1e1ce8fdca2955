using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Sources;

/// <summary>A row of the table <c>Ledger</c>: how far a pulled source has come. STORED: renaming a property is a data migration.</summary>
public sealed record WatermarkRow : ITableEntity
{
    public string PartitionKey { get; set; } = Watermarks.Partition;
    /// <summary>Of the source's name as it is set: <see cref="LogName.Key"/>.</summary>
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    /// <summary>All days up to this one are in the store; <c>yyyy-MM-dd</c>.</summary>
    public string Until { get; set; } = "";
    /// <summary>The first and the last day of the window that was asked for last; empty: none.</summary>
    public string From { get; set; } = "";
    public string To { get; set; } = "";
}

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
        var first = until.AddDays(1 - source.OverlapDays);
        return first <= asOf ? [new(first, asOf)] : [];
    }

    /// <summary>Moves the watermark over the days that are in the ledger, and those that have no log.</summary>
    /// <param name="without">Days that were asked for and have no log.</param>
    internal async Task<DateOnly> AdvanceAsync(PulledSource source, DateOnly asOf, IReadOnlyCollection<DayRange> without, CancellationToken stop)
    {
        var key = new LogName(source.Source, source.Name).Key;
        var found = await account.Ledger.GetEntityIfExistsAsync<WatermarkRow>(Partition, key, cancellationToken: stop);
        var there = found.HasValue ? found.Value : null;
        var start = (source.Since ?? asOf).AddDays(-1);
        var until = there is null || Day(there.Until) < start && source.Since is not null ? start : Day(there.Until);
        var row = new WatermarkRow { RowKey = key };
        if (source.IsWindow)
        {
            if (there is { To.Length: > 0 } && new DayRange(Day(there.From), Day(there.To)) is var asked && asked.Last > until
                && (without.Contains(asked) || await IsInAsync(source, asked, stop)))
            {
                until = asked.Last;
            }
            (row.From, row.To) = (Iso(until.AddDays(1 - source.OverlapDays)), Iso(asOf));
        }
        else
        {
            while (until < asOf && DayRange.Of(until.AddDays(1)) is var next && (without.Contains(next) || await IsInAsync(source, next, stop)))
                until = next.Last;
        }
        row.Until = Iso(until);
        await WriteAsync(row, there, stop);
        return until;
    }

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
            else if ((over.Until, over.From, over.To) != (row.Until, row.From, row.To))
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
