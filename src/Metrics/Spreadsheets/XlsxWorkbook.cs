using System.Globalization;

namespace Metrics.Spreadsheets;

/// <summary>Finds a sheet in an <c>.xlsx</c> or <c>.xlsm</c>, with what its cells need: texts, styles, the date system.</summary>
sealed class XlsxWorkbook(ZipParts parts)
{
    const string Workbook = "xl/workbook.xml";

    readonly List<(string Name, bool Hidden, string Relation)> _sheets = [];
    readonly Dictionary<string, (string Kind, string Part)> _relations = [];
    bool _from1904;

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Sheet Open(Stream file, string? name)
    {
        var parts = new ZipParts(file);
        try
        {
            return parts.Has(Workbook) ? new XlsxWorkbook(parts).Open(name) : throw SpreadsheetRefusals.NoSpreadsheet();
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    XlsxSheet Open(string? name)
    {
        ReadWorkbook();
        ReadRelations();
        var sheet = Find(name);
        var texts = new SharedTexts();
        if (Part("sharedStrings") is { } textsPart)
            ReadTexts(texts, textsPart);
        var formats = new NumberFormats();
        if (Part("styles") is { } formatsPart)
            ReadFormats(formats, formatsPart);
        return new(parts, sheet, texts, formats, _from1904);
    }

    void ReadWorkbook()
    {
        using var xml = parts.OpenXml(Workbook);
        while (xml.Read())
        {
            if (xml.IsStart("workbookPr"))
                _from1904 = xml.Attribute("date1904") is "1" or "true" or "on";
            else if (xml.IsStart("sheet"))
                _sheets.Add((xml.Attribute("name") ?? "", xml.Attribute("state") is "hidden" or "veryHidden", xml.Attribute("id") ?? ""));
        }
    }

    void ReadRelations()
    {
        using var xml = parts.OpenXml("xl/_rels/workbook.xml.rels");
        while (xml.Read())
        {
            if (!xml.IsStart("Relationship") || xml.Attribute("TargetMode") == "External")
                continue;
            var kind = xml.Attribute("Type") ?? "";
            _relations[xml.Attribute("Id") ?? ""] = (kind[(kind.LastIndexOf('/') + 1)..], PartOf(xml.Attribute("Target") ?? ""));
        }
    }

    /// <summary>A target is given from the root, or from the workbook's folder.</summary>
    static string PartOf(string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        List<string> path = ["xl"];
        foreach (var step in target.Split('/'))
        {
            if (step != "..")
                path.Add(step);
            else if (path.Count > 0)
                path.RemoveAt(path.Count - 1);
        }
        return string.Join('/', path.Where(step => step != "."));
    }

    /// <summary>The part that the workbook names, or the usual one where it names none; null: it has none.</summary>
    string? Part(string kind)
    {
        var usual = $"xl/{kind}.xml";
        return _relations.Values.FirstOrDefault(r => r.Kind == kind).Part ?? (parts.Has(usual) ? usual : null);
    }

    /// <summary>The sheet's part. Sheets of charts have no rows, and are none.</summary>
    string Find(string? name)
    {
        var sheets = _sheets.Where(s => _relations.TryGetValue(s.Relation, out var to) && to.Kind == "worksheet").ToList();
        var found = sheets.Find(s => name is null ? !s.Hidden : s.Name == name);
        return found.Relation is { } relation ? _relations[relation].Part
            : throw (name is null ? SpreadsheetRefusals.OnlyHidden() : SpreadsheetRefusals.NoSheet(name, sheets.Select(s => s.Name)));
    }

    void ReadTexts(SharedTexts texts, string part)
    {
        using var xml = parts.OpenXml(part);
        var text = new XmlText();
        while (xml.Read())
        {
            if (!xml.IsStart("si"))
                continue;
            text.Clear();
            xml.AddRuns(text);
            text.Unescape();
            texts.Add(text.Chars);
        }
    }

    void ReadFormats(NumberFormats formats, string part)
    {
        using var xml = parts.OpenXml(part);
        var inStyles = false;
        while (xml.Read())
        {
            if (xml.IsStart("numFmt"))
                formats.Add(Number(xml.Attribute("numFmtId")), xml.Attribute("formatCode"));
            else if (xml.IsStart("cellXfs"))
                inStyles = !xml.IsEmpty;
            else if (xml.IsEnd("cellXfs"))
                inStyles = false;
            else if (inStyles && xml.IsStart("xf"))
                formats.AddStyle(Number(xml.Attribute("numFmtId")));
        }
    }

    static int Number(string? text) => text is null ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidDataException("a number format has no number");
}
