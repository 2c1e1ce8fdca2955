using Metrics.Calendars;

namespace Metrics.Cases;

/// <summary>The days (After, Through], as day numbers.</summary>
public readonly record struct DaySpan(int After, int Through);

/// <summary>Unions of days.</summary>
static class DaySpans
{
    /// <summary>Working days in the union of <paramref name="spans"/>; sorts them.</summary>
    internal static int WorkingDays(List<DaySpan> spans, Calendar calendar)
    {
        spans.Sort((a, b) => a.After.CompareTo(b.After));
        var (days, covered) = (0, int.MinValue);
        foreach (var span in spans)
        {
            var after = Math.Max(span.After, covered);
            if (after >= span.Through)
                continue;
            days += calendar.Count(after, span.Through);
            covered = span.Through;
        }
        return days;
    }

    /// <summary>Adds what the pauses leave of a span.</summary>
    internal static void AddUnpaused(DaySpan span, Pauses special, Pauses? correction, List<DaySpan> into)
    {
        var after = span.After;
        foreach (var pause in special.List.Concat(correction?.List ?? []).OrderBy(p => p.Start))
        {
            if (pause.Start > after)
                into.Add(new(after, Math.Min(pause.Start, span.Through)));
            after = Math.Max(after, pause.End);
            if (after >= span.Through)
                return;
        }
        into.Add(new(after, span.Through));
    }
}
