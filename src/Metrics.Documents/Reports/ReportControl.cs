using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Metrics.Documents.Reports;

/// <summary>A content control of a Word file: its tag says what belongs there.</summary>
sealed class ReportControl(SdtElement control)
{
    /// <summary>Those with a tag below an element, in the order of the text.</summary>
    internal static IReadOnlyList<ReportControl> In(OpenXmlElement root) =>
        [.. root.Descendants<SdtElement>().Select(c => new ReportControl(c)).Where(c => c.TagText.Length > 0 && c.Content is not null)];

    internal string TagText => control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value ?? "";

    internal ControlTag Tag => ControlTag.Of(TagText);

    /// <summary>Puts a text into the control, in the font of what stands there. All else of the document stays.</summary>
    internal void Fill(string text)
    {
        var font = Font();
        // A placeholder would be shown grey, and a binding would bring its own text back.
        control.SdtProperties!.RemoveAllChildren<ShowingPlaceholder>();
        control.SdtProperties.RemoveAllChildren<DataBinding>();
        var run = new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        run.RunProperties = font;
        if (control is SdtRun)
        {
            Content!.RemoveAllChildren();
            Content.Append(run);
            return;
        }
        var paragraph = Content!.Descendants<Paragraph>().FirstOrDefault() ?? Content.AppendChild(new Paragraph());
        foreach (var child in paragraph.ChildElements.Where(c => c is not ParagraphProperties).ToList())
            child.Remove();
        foreach (var other in Content.Descendants<Paragraph>().Where(p => p != paragraph).ToList())
            other.Remove();
        paragraph.Append(run);
    }

    /// <summary>Puts runs right behind the text: behind an inline control, else at the end of its paragraph.</summary>
    internal void AppendBehind(params OpenXmlElement[] runs)
    {
        if (control is not SdtRun)
        {
            Content!.Descendants<Paragraph>().First().Append(runs);
            return;
        }
        OpenXmlElement last = control;
        foreach (var run in runs)
            last = last.InsertAfterSelf(run);
    }

    /// <summary>Puts a mark before the text.</summary>
    internal void Precede(OpenXmlElement mark)
    {
        if (control is SdtRun)
            control.InsertBeforeSelf(mark);
        else if (Content!.Descendants<Paragraph>().First() is { ParagraphProperties: { } properties })
            properties.InsertAfterSelf(mark);
        else
            Content.Descendants<Paragraph>().First().PrependChild(mark);
    }

    /// <summary>Where a control holds its text; null: it holds none, such as one around rows of a table.</summary>
    OpenXmlElement? Content => control switch
    {
        SdtRun run => run.SdtContentRun,
        SdtBlock block => block.SdtContentBlock,
        SdtCell cell => cell.SdtContentCell,
        _ => null,
    };

    RunProperties? Font()
    {
        // Of a placeholder the style is the placeholder's, and the control says what its text will look like.
        var isPlaceholder = control.SdtProperties!.GetFirstChild<ShowingPlaceholder>() is not null;
        var font = isPlaceholder ? control.SdtProperties.GetFirstChild<RunProperties>()
            : Content!.Descendants<Run>().FirstOrDefault(r => r.GetFirstChild<Text>() is not null)?.RunProperties;
        return font?.CloneNode(true) as RunProperties;
    }
}
