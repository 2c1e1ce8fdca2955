using System.Xml.Linq;

namespace Metrics.Documents.Page.Charts;

/// <summary>A small line of twelve months, of rates. A month without a rate is a gap.</summary>
static class MonthLine
{
    const double Height = 2.6;

    /// <param name="rates">From 0 to 1, by month.</param>
    /// <param name="foot">The rate at the drawing's foot; its head is 1.</param>
    internal static XElement Of(Bilingual title, IReadOnlyList<double?> rates, double foot)
    {
        var lines = new List<List<(double X, double Y)>>();
        foreach (var (month, rate) in rates.Index())
        {
            if (rate is not { } known)
                continue;
            if (month == 0 || rates[month - 1] is null)
                lines.Add([]);
            lines[^1].Add((100.0 * (month + .5) / rates.Count, 100 * (1 - known) / (1 - foot)));
        }
        // A point alone is drawn as a line from itself to itself, which has round ends.
        foreach (var alone in lines.Where(l => l.Count == 1))
            alone.Add(alone[0]);
        return Drawing.Of(title, Height + .6,
            [Drawing.Line(0, .3, 1, .3, "grid"), Drawing.Line(0, Height + .3, 1, Height + .3, "grid"), Drawing.Curve(.3, Height, lines)]);
    }

    /// <summary>The foot: the tenth below the lowest rate, so that a line near 100% is not flat.</summary>
    internal static double Foot(IEnumerable<double?> rates) =>
        rates.Min() is { } lowest ? Math.Clamp(Math.Floor(lowest * 10) / 10, 0, .9) : 0;
}
