using System.IO.Compression;
using System.Xml.Linq;

namespace Metrics.Documents.Tests.Workbooks;

/// <summary>A sheet as its XML has it.</summary>
/// <param name="Rows">The values as they are stored; an empty cell is an empty text.</param>
/// <param name="Types">Of each cell: <c>inlineStr</c>, or empty for a number.</param>
sealed record ReadSheet(XElement Xml, IReadOnlyList<string[]> Rows, IReadOnlyList<string[]> Types);

/// <summary>A workbook read by its parts, without what wrote it.</summary>
static class ReadWorkbook
{
    static readonly XNamespace _main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>By name, in their order.</summary>
    internal static Dictionary<string, ReadSheet> Of(byte[] xlsx)
    {
        using var archive = new ZipArchive(new MemoryStream(xlsx));
        return Part(archive, "xl/workbook.xml").Descendants(_main + "sheet").Index()
            .ToDictionary(s => s.Item.Attribute("name")!.Value, s => Sheet(Part(archive, $"xl/worksheets/sheet{s.Index + 1}.xml")));
    }

    static ReadSheet Sheet(XElement xml)
    {
        var rows = xml.Descendants(_main + "row").Select(r => r.Elements(_main + "c").ToList()).ToList();
        return new(xml, [.. rows.Select(r => r.Select(c => c.Value).ToArray())], [.. rows.Select(r => r.Select(c => c.Attribute("t")?.Value ?? "").ToArray())]);
    }

    static XElement Part(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)!.Open();
        return XElement.Load(stream);
    }
}
