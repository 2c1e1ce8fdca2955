using Metrics.Calendars;
using Metrics.Summaries;

namespace Metrics.Pipeline.Publishing;

/// <summary>The calendar that an earlier publication counted by, so that a run can tell which due dates a new notice moved.</summary>
public sealed class CalendarBefore(Publications publications)
{
    /// <param name="publication">Id of the earlier publication; null: there was none.</param>
    /// <returns>Null: nothing is known now that was not known then.</returns>
    internal async Task<CalendarBook?> FindAsync(string? publication, CalendarBook now, CancellationToken stop)
    {
        if (publication is null || await publications.OpenAsync(publication, "manifest.json", stop) is not { } manifest)
            return null;
        await using (manifest)
        {
            using var bytes = new MemoryStream();
            await manifest.CopyToAsync(bytes, stop);
            return PublishedCalendar.Before(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), now);
        }
    }
}
