using System.IO.Compression;
using System.Text;

namespace Metrics.Tests.Spreadsheets;

/// <summary>An <c>.xlsx</c> written by hand, part by part, so that a test can hold what no program writes.</summary>
static class XlsxFile
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Parts of a workbook with one sheet.</summary>
    /// <param name="rows">What <c>sheetData</c> holds.</param>
    /// <param name="texts">What <c>sst</c> holds.</param>
    /// <param name="styles">What <c>styleSheet</c> holds.</param>
    /// <param name="properties">Attributes of <c>workbookPr</c>.</param>
    public static Dictionary<string, string> Parts(string rows, string texts = "", string styles = "", string properties = "") => new()
    {
        ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr {properties}/><sheets><sheet name=\"明细\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ["xl/_rels/workbook.xml.rels"] = Relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml"), ("r3", "styles", "/xl/styles.xml")),
        ["xl/worksheets/sheet1.xml"] = SheetXml(rows),
        ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{texts}</sst>",
        ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>",
    };

    public static string SheetXml(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    /// <param name="sheets">Attributes of each <c>sheet</c> but its number; its part is <c>sheet{number}</c>, from 1.</param>
    public static Dictionary<string, string> WithSheets(params (string Attributes, string Rows)[] sheets)
    {
        var parts = Parts("");
        var list = sheets.Select((s, i) => $"<sheet {s.Attributes} sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"/>");
        parts["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{string.Concat(list)}</sheets></workbook>";
        parts["xl/_rels/workbook.xml.rels"] = Relations([.. sheets.Select((_, i) => ($"r{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml"))]);
        for (var i = 0; i < sheets.Length; i++)
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = SheetXml(sheets[i].Rows);
        return parts;
    }

    public static string Relations(params (string Id, string Kind, string Target)[] all) =>
        $"<Relationships>{string.Concat(all.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Office}/{r.Kind}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    public static byte[] Of(string rows, string texts = "", string styles = "", string properties = "") => Zip(Parts(rows, texts, styles, properties));

    public static byte[] Zip(IEnumerable<KeyValuePair<string, string>> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return file.ToArray();
    }

    /// <summary>A row of texts, from column A; null: no cell.</summary>
    public static string Row(int number, params string?[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((c, i) => c is null ? "" : $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{c}</t></is></c>"))}</row>";
}
