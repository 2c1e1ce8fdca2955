using System.Xml.Linq;
using Metrics.Documents.Page.Markup;

namespace Metrics.Documents.Page.Charts;

/// <summary>A bar of a <see cref="BarChart"/>.</summary>
/// <param name="Value">Written above its end.</param>
/// <param name="Share">Its length, of the longest that there may be.</param>
/// <param name="Note">Written beside it.</param>
/// <param name="IsMuted">It stands beside the others and is not compared with them, such as a small sample.</param>
sealed record Bar(Bilingual Label, string Value, double Share, string Note = "", bool IsMuted = false);

/// <summary>
/// Lying bars, each under its label. Widths are shares of the drawing and heights go by the page's letters, so that its texts are as
/// large as those around it on a telephone and on a wall.
/// </summary>
static class BarChart
{
    const double RowHeight = 2.5;
    const double NoteWidth = .16;

    // Of a label on a narrow screen, in letters as wide as Chinese ones. The table beneath has the whole name.
    const int NarrowLabel = 14;
    const int WideLabel = 26;

    /// <param name="tone">Class of the bars: what they mean.</param>
    internal static XElement Of(Bilingual title, IReadOnlyList<Bar> bars, string tone = "good")
    {
        var longest = bars.Any(b => b.Note.Length > 0) ? 1 - NoteWidth : 1;
        return Drawing.Of(title, bars.Count * RowHeight, bars.Index().SelectMany(b => Row(b.Item, b.Index * RowHeight, longest, tone)));
    }

    static IEnumerable<XElement> Row(Bar bar, double top, double longest, string tone) =>
    [
        .. Label(bar.Label, top + 1),
        .. Drawing.Text("100%", top + 1, Drawing.Same(bar.Value), "value end"),
        Drawing.Rect("0", Digits.Share(longest), top + 1.4, .5, "track"),
        Drawing.Rect("0", Digits.Share(Math.Clamp(bar.Share, 0, 1) * longest), top + 1.4, .5, bar.IsMuted ? "muted" : tone),
        .. bar.Note.Length == 0 ? [] : Drawing.Text("100%", top + 1.9, Drawing.Same(bar.Note), "small end"),
    ];

    static IEnumerable<XElement> Label(Bilingual label, double baseline)
    {
        var (wide, narrow) = (Short(label, WideLabel), Short(label, NarrowLabel));
        return wide == narrow
            ? Drawing.Text("0", baseline, wide, "label")
            : [.. Drawing.Text("0", baseline, wide, "label wide"), .. Drawing.Text("0", baseline, narrow, "label narrow")];
    }

    static Bilingual Short(Bilingual label, int width) => new(Short(label.Zh, width), Short(label.En, width));

    /// <summary>A letter of ASCII is half as wide as a Chinese one.</summary>
    static string Short(string label, int width)
    {
        var (room, end) = (2 * width, 0);
        while (end < label.Length && room > 0)
            room -= char.IsAscii(label[end++]) ? 1 : 2;
        return end == label.Length ? label : string.Concat(label.AsSpan(0, end), "…");
    }
}
