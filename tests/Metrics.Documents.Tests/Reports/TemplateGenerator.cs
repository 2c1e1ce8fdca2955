using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Metrics.Documents.Reports;

namespace Metrics.Documents.Tests.Reports;

/// <summary>
/// Makes the shipped templates from their outlines: <c>=</c> the title, <c>#</c> and <c>##</c> headings, <c>|</c> rows of a table, the
/// first with <c>||</c>, and <c>{tag}</c> a content control. Page and fonts are those of official documents (GB/T 9704).
/// </summary>
static partial class TemplateGenerator
{
    /// <summary>A millimetre in twentieths of a point.</summary>
    const double Millimetre = 1440 / 25.4;

    static readonly OpenXmlElement[] _borders =
    [
        new TopBorder { Val = BorderValues.Single, Size = 6 }, new LeftBorder { Val = BorderValues.Single, Size = 6 },
        new BottomBorder { Val = BorderValues.Single, Size = 6 }, new RightBorder { Val = BorderValues.Single, Size = 6 },
        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 },
    ];

    internal static byte[] Make(ReportLanguage language)
    {
        var outline = File.ReadAllLines(Repository.File($"tests/Metrics.Documents.Tests/Reports/Templates/report-{(language == ReportLanguage.Zh ? "zh" : "en")}.txt"));
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            document.ChangeIdOfPart(main, "document");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = TemplateStyles.Of(language);
            main.AddNewPart<FooterPart>("footer").Footer = new(new Paragraph(
                new ParagraphProperties { Justification = new() { Val = JustificationValues.Center } },
                new SimpleField(new Run(new Text("1"))) { Instruction = "PAGE" }));
            main.Document = new(new Body([.. Blocks(outline), Page()]));
            foreach (var (place, control) in main.Document.Descendants<SdtProperties>().Index())
                control.Append(new SdtId { Val = place + 1 });
        }
        ArchiveDates.Set(file, new(2020, 1, 1));
        return file.ToArray();
    }

    static IEnumerable<OpenXmlElement> Blocks(string[] outline)
    {
        Table? table = null;
        foreach (var line in outline)
        {
            if (!line.StartsWith('|'))
            {
                if (table is not null)
                    yield return table;
                table = null;
                yield return Block(line);
            }
            else
            {
                table ??= new(new TableProperties(
                    new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableBorders(_borders.Select(b => b.CloneNode(true)))),
                    new TableGrid(Cells(line).Select((_, place) => new GridColumn { Width = WidthOf(place) })));
                table.Append(Row(line));
            }
        }
    }

    static Paragraph Block(string line) => line switch
    {
        ['=', ' ', .. var title] => Paragraph("Title", title),
        ['#', '#', ' ', .. var heading] => Paragraph("Heading2", heading),
        ['#', ' ', .. var heading] => Paragraph("Heading1", heading),
        _ => Paragraph("BodyText", line),
    };

    static TableRow Row(string line)
    {
        var isHead = line.StartsWith("||", StringComparison.Ordinal);
        var row = new TableRow(new TableRowProperties(isHead ? [new CantSplit(), new TableHeader()] : [new CantSplit()]));
        foreach (var (place, cell) in Cells(line).Index())
        {
            row.Append(new TableCell(
                new TableCellProperties(
                    new TableCellWidth { Width = WidthOf(place), Type = TableWidthUnitValues.Dxa },
                    new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
                Paragraph(isHead ? "TableHead" : place == 0 ? "TableText" : "TableNumber", cell)));
        }
        return row;
    }

    static IEnumerable<string> Cells(string line) => line.Trim('|').Split('|').Select(c => c.Trim()).Where(c => c.Length > 0);

    static string WidthOf(int place) => place == 0 ? "2345" : "1300";

    /// <summary>Texts, and a control for each tag. A tag may have <c>|</c> itself, but no row of a table has such.</summary>
    static Paragraph Paragraph(string style, string text)
    {
        var paragraph = new Paragraph(new ParagraphProperties { ParagraphStyleId = new() { Val = style } });
        foreach (var part in Tags().Split(text))
        {
            if (part.StartsWith('{'))
                paragraph.Append(Control(part[1..^1]));
            else if (part.Length > 0)
                paragraph.Append(new Run(new Text(part) { Space = SpaceProcessingModeValues.Preserve }));
        }
        return paragraph;
    }

    static SdtRun Control(string tag) => new(
        new SdtProperties(new SdtAlias { Val = tag }, new Tag { Val = tag }), new SdtContentRun(new Run(new Text("X"))));

    static SectionProperties Page() => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = "footer" },
        new PageSize { Width = (uint)(210 * Millimetre), Height = (uint)(297 * Millimetre) },
        new PageMargin
        {
            Top = (int)(37 * Millimetre),
            Bottom = (int)(35 * Millimetre),
            Left = (uint)(28 * Millimetre),
            Right = (uint)(26 * Millimetre),
            Header = (uint)(15 * Millimetre),
            Footer = (uint)(20 * Millimetre),
            Gutter = 0,
        });

    [GeneratedRegex(@"(\{[^}]+\})")]
    private static partial Regex Tags();
}
