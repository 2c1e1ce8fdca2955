using System.Xml.Linq;
using Metrics.Documents.Page.Markup;

namespace Metrics.Documents.Page.Charts;

/// <summary>One bar of all, in its parts from left to right. Their colours are classes <c>part1</c>, <c>part2</c> …</summary>
static class PartsBar
{
    internal static XElement Of(Bilingual title, IReadOnlyList<long> parts)
    {
        var (all, from) = ((double)Math.Max(1, parts.Sum()), 0L);
        var bars = new List<XElement>();
        foreach (var (index, part) in parts.Index())
        {
            bars.Add(Drawing.Rect(Digits.Share(from / all), Digits.Share(part / all), 0, 1.5, $"part{index + 1}"));
            from += part;
        }
        return Drawing.Of(title, 1.5, bars);
    }
}
