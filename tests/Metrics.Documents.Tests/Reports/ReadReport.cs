using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Metrics.Documents.Tests.Reports;

/// <summary>A control of a report: what it shows, and the footnote and the comment behind it.</summary>
sealed record ReadControl(string Tag, string Text, RunProperties? Font, string? Footnote, string? Comment);

/// <summary>A Word file as a reader finds it.</summary>
sealed record ReadReport(string Text, IReadOnlyList<ReadControl> Controls, string Header, IReadOnlyList<string> Faults, string Styles)
{
    internal static ReadReport Of(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        var main = document.MainDocumentPart!;
        return new(main.Document!.Body!.InnerText,
            [.. main.Document.Body.Descendants<SdtRun>().Select(control => Control(control, main))],
            string.Concat(main.HeaderParts.Select(h => h.Header!.InnerText)),
            [.. new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}")],
            main.StyleDefinitionsPart!.Styles!.OuterXml);
    }

    internal ReadControl this[string tag] => Controls.First(c => c.Tag == tag);

    static ReadControl Control(SdtRun control, MainDocumentPart main)
    {
        var note = control.NextSibling<Run>()?.GetFirstChild<FootnoteReference>()?.Id?.Value;
        var comment = (control.PreviousSibling() as CommentRangeStart)?.Id?.Value;
        return new(control.SdtProperties!.GetFirstChild<Tag>()!.Val!.Value!, control.InnerText, control.Descendants<Run>().Last().RunProperties,
            control.NextSibling() is Run && note is { } id ? main.FootnotesPart!.Footnotes!.Elements<Footnote>().Single(f => f.Id! == id).InnerText : null,
            comment is null ? null : main.WordprocessingCommentsPart!.Comments!.Elements<Comment>().Single(c => c.Id! == comment).InnerText);
    }
}
