using Metrics.Calendars;

namespace Metrics.Cases;

/// <summary>The days (After, Through].</summary>
public readonly record struct DaySpan(Day After, Day Through);

/// <summary>Unions of days.</summary>
static class DaySpans
{
    /// <summary>Working days in the union of <paramref name="spans"/>; sorts them.</summary>
    internal static int WorkingDays(Span<DaySpan> spans, Calendar calendar)
    {
        Sort(spans);
        var (days, covered) = (0, new Day(int.MinValue));
        foreach (var span in spans)
        {
            var after = Day.Max(span.After, covered);
            if (after >= span.Through)
                continue;
            days += calendar.Count(after, span.Through);
            covered = span.Through;
        }
        return days;
    }

    /// <summary>Writes what the pauses leave of a span; returns how many spans: at most one more than there are pauses.</summary>
    internal static int Unpaused(DaySpan span, Pauses? special, Pauses? correction, Span<DaySpan> into)
    {
        var (after, count, s, c) = (span.After, 0, 0, 0);
        var (specials, corrections) = (special?.List ?? [], correction?.List ?? []);
        while (after < span.Through && s + c < specials.Count + corrections.Count)
        {
            var takeSpecial = c == corrections.Count || s < specials.Count && specials[s].Start <= corrections[c].Start;
            var pause = takeSpecial ? specials[s++] : corrections[c++];
            if (pause.Start > after)
                into[count++] = new(after, Day.Min(pause.Start, span.Through));
            after = Day.Max(after, pause.End);
        }
        if (after < span.Through)
            into[count++] = new(after, span.Through);
        return count;
    }

    // Few and nearly sorted, but for a project of very many cases.
    static void Sort(Span<DaySpan> spans)
    {
        if (spans.Length > 64)
        {
            spans.Sort((a, b) => a.After.CompareTo(b.After));
            return;
        }
        for (var i = 1; i < spans.Length; i++)
        {
            var span = spans[i];
            var at = i;
            for (; at > 0 && span.After < spans[at - 1].After; at--)
                spans[at] = spans[at - 1];
            spans[at] = span;
        }
    }
}
