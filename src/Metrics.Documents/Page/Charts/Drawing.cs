using System.Xml.Linq;
using Metrics.Documents.Page.Markup;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Charts;

/// <summary>What every picture is made of: SVG of the page's whole width. Colours come from the style, by class.</summary>
static class Drawing
{
    /// <summary>A picture with its title, which a screen reader says in its stead.</summary>
    /// <param name="height">In rem.</param>
    internal static XElement Of(Bilingual title, double height, IEnumerable<XElement> content) =>
        Tag("svg", With("role", "img"), With("width", "100%"), With("height", Digits.Rem(height)),
            Tag("title", title.Zh == title.En ? title.Zh : $"{title.Zh} · {title.En}"), content);

    internal static XElement Rect(string x, string width, double top, double height, string tone) =>
        Tag("rect", With("x", x), With("y", Digits.Rem(top)), With("width", width), With("height", Digits.Rem(height)), Class(tone));

    internal static XElement Line(double fromX, double fromY, double toX, double toY, string tone) =>
        Tag("line", With("x1", Digits.Share(fromX)), With("y1", Digits.Rem(fromY)), With("x2", Digits.Share(toX)), With("y2", Digits.Rem(toY)), Class(tone));

    /// <summary>A line through points, of which a square of 100 by 100 is drawn as wide and as high as there is room.</summary>
    internal static XElement Curve(double top, double height, IEnumerable<IReadOnlyList<(double X, double Y)>> lines) =>
        Tag("svg", With("viewBox", "0 0 100 100"), With("preserveAspectRatio", "none"), With("width", "100%"), With("y", Digits.Rem(top)),
            With("height", Digits.Rem(height)),
            lines.Select(line => Tag("polyline", With("points", string.Join(' ', line.Select(p => $"{Digits.Point(p.X)},{Digits.Point(p.Y)}"))))));

    internal static XElement Dot(double x, double y, string tone) =>
        Tag("circle", With("cx", Digits.Share(x)), With("cy", Digits.Rem(y)), With("r", ".3rem"), Class(tone));

    /// <summary>A text that is the same in both languages.</summary>
    internal static Bilingual Same(string text) => new(text, text);

    /// <summary>A text, once for each language in which it differs.</summary>
    /// <param name="baseline">In rem from the top.</param>
    internal static IEnumerable<XElement> Text(string x, double baseline, Bilingual text, string tone)
    {
        XAttribute[] place = [With("x", x), With("y", Digits.Rem(baseline)), Class(tone)];
        return text.Zh == text.En
            ? [Tag("text", place, text.Zh)]
            : [InLanguage("text", "zh", text.Zh, place), InLanguage("text", "en", text.En, place)];
    }
}
