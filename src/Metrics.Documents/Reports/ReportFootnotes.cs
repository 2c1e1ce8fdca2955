using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Metrics.Documents.Reports;

/// <summary>Adds footnotes to a Word file, in its own styles for them where it has such.</summary>
sealed class ReportFootnotes
{
    /// <summary>Half points.</summary>
    const string SmallFont = "18";

    readonly Footnotes _footnotes;
    readonly string? _textStyle;
    readonly string? _markStyle;
    long _last;

    internal ReportFootnotes(MainDocumentPart document)
    {
        var part = document.FootnotesPart ?? New(document);
        _footnotes = part.Footnotes!;
        _last = _footnotes.Elements<Footnote>().Max(f => f.Id?.Value) ?? 0;
        var styles = document.StyleDefinitionsPart?.Styles?.Elements<Style>().ToList() ?? [];
        _textStyle = Named(styles, "footnote text");
        _markStyle = Named(styles, "footnote reference");
    }

    /// <summary>Adds a footnote.</summary>
    /// <returns>Its mark, for the text.</returns>
    internal Run Add(string text)
    {
        var note = new Footnote(new Paragraph(
            new ParagraphProperties { ParagraphStyleId = _textStyle is null ? null : new() { Val = _textStyle } },
            new Run(new FootnoteReferenceMark()) { RunProperties = Mark() },
            new Run(new Text(" " + text) { Space = SpaceProcessingModeValues.Preserve }) { RunProperties = TextFont() }))
        {
            Id = ++_last,
        };
        _footnotes.Append(note);
        return new(new FootnoteReference { Id = _last }) { RunProperties = Mark() };
    }

    RunProperties Mark() => _markStyle is null
        ? new() { VerticalTextAlignment = new() { Val = VerticalPositionValues.Superscript } } : new() { RunStyle = new() { Val = _markStyle } };

    RunProperties? TextFont() => _textStyle is null ? new() { FontSize = new() { Val = SmallFont } } : null;

    static string? Named(List<Style> styles, string name) =>
        styles.FirstOrDefault(s => string.Equals(s.StyleName?.Val?.Value, name, StringComparison.OrdinalIgnoreCase))?.StyleId?.Value;

    static FootnotesPart New(MainDocumentPart document)
    {
        var part = document.AddNewPart<FootnotesPart>("metricsFootnotes");
        part.Footnotes = new Footnotes(
            new Footnote(new Paragraph(new Run(new SeparatorMark()))) { Id = -1, Type = FootnoteEndnoteValues.Separator },
            new Footnote(new Paragraph(new Run(new ContinuationSeparatorMark()))) { Id = 0, Type = FootnoteEndnoteValues.ContinuationSeparator });
        return part;
    }
}
