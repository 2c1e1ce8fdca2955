using System.Xml.Linq;
using Metrics.Documents.Page.Markup;

namespace Metrics.Documents.Page.Charts;

/// <summary>Median and p90 on a line of days, against the limit.</summary>
static class LimitChart
{
    // Leaves room for what lies beyond the limit.
    const double Beyond = 1.15;

    /// <param name="limit">Working days, as are the others.</param>
    /// <param name="median">Null, as p90: nothing was finished.</param>
    internal static XElement Of(Bilingual title, long limit, long? median, long? p90)
    {
        var end = Math.Max(1, Math.Max(limit, p90 ?? 0)) * Beyond;
        List<XElement> parts = [Drawing.Rect("0", Digits.Share(limit / end), .5, .6, "track"), Drawing.Line(limit / end, .2, limit / end, 1.4, "limit")];
        if (median is { } middle && p90 is { } most)
        {
            parts.Add(Drawing.Line(middle / end, .8, most / end, .8, "range"));
            parts.Add(Drawing.Dot(middle / end, .8, Tone(middle > limit)));
            parts.Add(Drawing.Dot(most / end, .8, Tone(most > limit) + " open"));
        }
        return Drawing.Of(title, 1.6, parts);
    }

    static string Tone(bool isLate) => isLate ? "late" : "good";
}
