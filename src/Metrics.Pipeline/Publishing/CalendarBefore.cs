using System.Text.Json;
using Metrics.Calendars;
using Metrics.Pipeline.Account;
using Metrics.Summaries;

namespace Metrics.Pipeline.Publishing;

/// <summary>The calendar that an earlier publication counted by, so that a run can tell which due dates a new notice moved.</summary>
public sealed class CalendarBefore(Publications publications)
{
    /// <param name="publication">Id of the earlier publication; null: there was none.</param>
    /// <returns>
    /// Its calendar; null: nothing is known now that was not known then. And why it cannot be told; null: it can.
    /// </returns>
    internal async Task<(CalendarBook? Calendars, string? Fault)> FindAsync(string? publication, CalendarBook now, CancellationToken stop)
    {
        if (publication is null)
            return (null, null);
        try
        {
            return await publications.ReadManifestAsync(publication, stop) is { } manifest
                ? (PublishedCalendar.Before(manifest, now), null) : (null, null);
        }
        // Damaged, no JSON, or of another form.
        catch (Exception e) when (e is DamagedBlobException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, $"publications/{publication}/manifest.json cannot be read; due dates that a new notice moved are not counted: {e.Message}"
                + " (无法读取上次发布的清单，未统计因新通知而变动的到期日。)");
        }
    }
}
