using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Metrics.Documents.Published;

namespace Metrics.Documents.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Template">A Word file (.docx).</param>
/// <param name="Tags">Names of cells, beside those of the figures.</param>
public sealed record ReportRequest(int Year, ReportLanguage Language, byte[] Template, IReadOnlyList<CellTag> Tags);

/// <summary>The report (年度报告) of a publication and a year (contract 11): a template whose controls are filled, each with a footnote.</summary>
public static class Report
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <exception cref="RefusedException">The template or the publication is refused.</exception>
    public static async Task<byte[]> MakeAsync(PublicationReader publication, ReportRequest request, CancellationToken stop)
    {
        var numbers = await ReportNumbers.ReadAsync(publication, request.Year, request.Tags, stop);
        var words = Words(publication, await publication.NamesAsync(stop), request);
        using var file = new MemoryStream();
        file.Write(request.Template);
        using (var document = ReportTemplate.Open(file, isEditable: true))
        {
            Fill(document, new(publication, numbers, words, request.Language));
            if (document.CoreFilePropertiesPart is not null)
                document.PackageProperties.Modified = publication.Manifest.AsOf.ToDateTime(default, DateTimeKind.Utc);
        }
        ArchiveDates.Set(file, publication.Manifest.AsOf);
        return file.ToArray();
    }

    sealed record Filling(PublicationReader Publication, ReportNumbers Numbers, IReadOnlyDictionary<string, string> Words, ReportLanguage Language);

    static void Fill(WordprocessingDocument document, Filling with)
    {
        var footnotes = new Lazy<ReportFootnotes>(() => new(document.MainDocumentPart!));
        var comments = new ReportComments(document.MainDocumentPart!, with.Publication.Manifest.AsOf);
        foreach (var root in ReportTemplate.Roots(document))
        {
            foreach (var control in ReportControl.In(root))
            {
                if (with.Words.TryGetValue(control.Tag.Name, out var word))
                    Fill(control, word, comments, root is Body, with.Language);
                else
                    Fill(control, with, root is Body ? footnotes.Value : null, root is Body ? comments : null);
            }
        }
    }

    /// <summary>A word that is empty stays what the template has.</summary>
    static void Fill(ReportControl control, string word, ReportComments comments, bool hasComments, ReportLanguage language)
    {
        if (word.Length > 0)
            control.Fill(word);
        else if (hasComments)
            comments.Add(control, ReportDoubts.NoCity.In(language));
    }

    /// <param name="footnotes">Null, as the comments: headers and footers can have none.</param>
    static void Fill(ReportControl control, Filling with, ReportFootnotes? footnotes, ReportComments? comments)
    {
        var tag = control.Tag;
        var finding = with.Numbers.Find(tag.Name) ?? new(null, ReportDoubts.NoName(tag.Name));
        var text = tag.HasKnownForm ? finding.Value?.In(tag.Form) : null;
        if (text is not null)
            control.Fill(text);
        if (text is not null && footnotes is not null)
            control.AppendBehind(footnotes.Add(finding.Value!.Footnote(with.Publication.Id, with.Language)));
        if (text is null || finding.Doubt is not null)
            comments?.Add(control, (finding.Doubt ?? ReportDoubts.NoForm(tag)).In(with.Language));
    }

    static Dictionary<string, string> Words(PublicationReader publication, Names names, ReportRequest request) => new()
    {
        ["city"] = names.City,
        ["year"] = request.Year.ToString(CultureInfo.InvariantCulture),
        ["next_year"] = (request.Year + 1).ToString(CultureInfo.InvariantCulture),
        ["as_of"] = DayOf(publication.Manifest.AsOf, request.Language),
        ["publication"] = publication.Id,
    };

    static string DayOf(DateOnly day, ReportLanguage language) => language == ReportLanguage.Zh
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日") : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
