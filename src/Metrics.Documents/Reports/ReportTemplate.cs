using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Metrics.Registers;

namespace Metrics.Documents.Reports;

/// <summary>A Word file whose content controls are filled: the shipped one, or an office's own.</summary>
public static class ReportTemplate
{
    // Names that need no table: the city, the report's year and the next, the day and the id of the publication.
    static readonly string[] _words = ["city", "year", "next_year", "as_of", "publication"];

    /// <summary>What a tag may name in any city: those words, the figures of cases, the shipped indicators.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _words, .. CaseFigure.All.Select(f => f.Id), .. IndicatorSet.Shipped.Ids];

    /// <summary>The shipped template of a language.</summary>
    public static byte[] Shipped(ReportLanguage language)
    {
        var name = language == ReportLanguage.Zh ? "report-zh.docx" : "report-en.docx";
        using var data = typeof(ReportTemplate).Assembly.GetManifestResourceStream("Metrics.Documents.Reports.Data." + name)!;
        var bytes = new byte[data.Length];
        data.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The tags of controls that name nothing, or ask for a form that is none.</summary>
    /// <param name="names">What a tag may name: <see cref="Names"/>, a city's own indicators, tags of cells.</param>
    /// <exception cref="RefusedException">The file is no Word file (.docx).</exception>
    public static IReadOnlyList<string> Check(byte[] template, IEnumerable<string> names)
    {
        var known = names.ToHashSet();
        using var document = Open(new MemoryStream(template, writable: false), isEditable: false);
        return [.. Roots(document).SelectMany(ReportControl.In).Where(c => !known.Contains(c.Tag.Name) || !c.Tag.HasKnownForm)
            .Select(c => c.TagText).Distinct()];
    }

    /// <summary>Opens it, with the text that it must have.</summary>
    internal static WordprocessingDocument Open(MemoryStream template, bool isEditable)
    {
        try
        {
            var document = WordprocessingDocument.Open(template, isEditable);
            return document.MainDocumentPart?.Document?.Body is not null ? document : throw new FileFormatException("no text");
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException)
        {
            throw new RefusedException($"the template is no Word file (.docx): {e.Message.TrimEnd('.')}; save it as .docx, without a password",
                "模板不是Word文件（.docx）；请另存为.docx，且不要加密");
        }
    }

    /// <summary>The text, then headers and footers.</summary>
    internal static IEnumerable<OpenXmlElement> Roots(WordprocessingDocument document)
    {
        var main = document.MainDocumentPart!;
        OpenXmlElement?[] roots = [main.Document!.Body, .. main.HeaderParts.Select(h => h.Header), .. main.FooterParts.Select(f => f.Footer)];
        return roots.OfType<OpenXmlElement>();
    }
}
