using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Metrics.Documents.Reports;

namespace Metrics.Documents.Tests.Reports;

/// <summary>The styles of the shipped templates: those of official documents, third size (三号) for the text.</summary>
static class TemplateStyles
{
    const string Latin = "Times New Roman";

    internal static Styles Of(ReportLanguage language)
    {
        var isZh = language == ReportLanguage.Zh;
        var text = isZh ? 32 : 24;
        return new(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(Fonts("仿宋"), Size(text), new Languages { Val = "en-US", EastAsia = "zh-CN" })),
                new ParagraphPropertiesDefault()),
            Style("Normal", "Normal", new(), new()),
            Style("Title", "Title", new(Spacing(before: 0, after: 360), Centred()), new(Fonts("宋体"), new Bold(), Size(isZh ? 44 : 36))),
            Style("Heading1", "heading 1", Heading(isZh, 240, 0), new(Fonts("黑体"), new Bold { Val = !isZh }, Size(isZh ? 32 : 28))),
            Style("Heading2", "heading 2", Heading(isZh, 120, 1), new(Fonts("楷体"), new Bold { Val = !isZh }, Size(isZh ? 32 : 24))),
            Style("BodyText", "Body Text", isZh
                ? new(Spacing(0, 0, line: 560), new Indentation { FirstLineChars = 200, FirstLine = "640" }, Both()) : new(Spacing(0, 120, line: 320), Both()), new()),
            Style("TableHead", "Table Head", new(Spacing(40, 40), Centred()), new(Fonts("黑体"), new Bold { Val = !isZh }, Size(21))),
            Style("TableText", "Table Text", new(Spacing(40, 40)), new(Size(21))),
            Style("TableNumber", "Table Number", new(Spacing(40, 40), Centred()), new(Size(21))),
            Style("FootnoteText", "footnote text", new(Spacing(0, 0)), new(Size(16))),
            Style("FootnoteReference", "footnote reference", null, new(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript })));
    }

    static Style Style(string id, string name, StyleParagraphProperties? paragraph, StyleRunProperties run) => new(
        [new StyleName { Val = name }, .. paragraph is null ? (OpenXmlElement[])[] : [paragraph], run])
    {
        StyleId = id,
        Type = paragraph is null ? StyleValues.Character : StyleValues.Paragraph,
        Default = id == "Normal" ? true : null,
        CustomStyle = id.StartsWith("Table", StringComparison.Ordinal) ? true : null,
    };

    static StyleParagraphProperties Heading(bool isZh, int before, int level) => new(
        new KeepNext(), Spacing(before, isZh ? 0 : 120, line: isZh ? 560 : null),
        isZh ? new Indentation { FirstLineChars = 200, FirstLine = "640" } : new Indentation(), new OutlineLevel { Val = level });

    static RunFonts Fonts(string chinese) => new() { Ascii = Latin, HighAnsi = Latin, EastAsia = chinese, ComplexScript = Latin };

    static FontSize Size(int halfPoints) => new() { Val = Text(halfPoints) };

    /// <param name="line">Exact, in twentieths of a point; null: as high as its letters.</param>
    static SpacingBetweenLines Spacing(int before, int after, int? line = null)
    {
        var spacing = new SpacingBetweenLines { Before = Text(before), After = Text(after) };
        if (line is { } height)
            (spacing.Line, spacing.LineRule) = (Text(height), LineSpacingRuleValues.Exact);
        return spacing;
    }

    static Justification Centred() => new() { Val = JustificationValues.Center };

    static Justification Both() => new() { Val = JustificationValues.Both };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
