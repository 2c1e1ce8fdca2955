using System.Security.Cryptography;
using System.Text;
using SpreadCheetah;

namespace Metrics.EndToEnd;

/// <summary>How a plain city's logs are written; what they say is the same, so that all forms have the same tables.</summary>
enum CityForm
{
    /// <summary>As generated: identifiers of digits, most columns empty.</summary>
    Digits,
    /// <summary>Identifiers of letters, digits and dashes: <c>WX20190304-00-00000020</c>.</summary>
    Dashes,
    /// <summary>Identifiers of 32 hexadecimal digits, as of a UUID without dashes.</summary>
    Hex,
    /// <summary>Other order of the columns, every column filled on every line, also those that the event does not use.</summary>
    Wide,
    /// <summary>Headers and words of an office's own, read by a mapping (rows of events).</summary>
    Mapped,
    /// <summary>Workbooks (<c>.xlsx</c>) instead of CSV.</summary>
    Sheet,
}

/// <summary>Writes the log files of a plain city in another form, line by line.</summary>
sealed class CityRewriting(CityForm form, Dictionary<string, string> policies)
{
    // As a plain city has them.
    const int CaseId = 0, EventId = 1, Event = 2, At = 3, ItemCode = 4, Policy = 5, District = 6, Channel = 7, Stages = 9, Project = 13, Deleted = -1;
    const string Header = "case_id,event_id,event,at,item_code,policy,district,channel,stage,stages,result,reason,days,project_code,rating";

    const string WideHeader =
        "updated,district,at,rating,project_code,item_code,stage,reason,case_id,policy,channel,days,stages,deleted,result,event,event_id";

    const string MappedHeader = "受理号,流水,动作,发生时间,事项,流程,区划,来源,环节,申请环节,结果,原因,天数,项目,评价";

    /// <summary>For every file; the words of the channel are the office's own too.</summary>
    const string Mapping = """
        { "mappings": [ { "fields": {
          "case_id": "受理号", "event_id": "流水", "event": "动作", "at": "发生时间", "item_code": "事项", "policy": "流程", "district": "区划",
          "channel": { "column": "来源", "values": { "大厅": "one_window", "网站": "one_net", "快递": "other" } }, "stage": "环节", "stages": "申请环节",
          "result": "结果", "reason": "原因", "days": "天数", "project_code": "项目", "rating": "评价" } } ] }
        """;

    static readonly int[] _wideOrder = [At, District, At, 14, Project, ItemCode, 8, 11, CaseId, Policy, Channel, 12, Stages, Deleted, 10, Event, EventId];

    /// <summary>What stands in a column that the event leaves empty, and does not use.</summary>
    static readonly string[] _filling =
    [
        "", "", "", "", "", "business_setup", "", "one_window", "registration", "registration;seal;invoice", "granted",
        "papers incomplete", "5", "2019-330100-00-00-00000000", "5",
    ];

    /// <summary>The policy of each item, where the catalogue names one.</summary>
    public static CityRewriting Of(CityForm form, string catalogue) => new(form, File.ReadLines(catalogue).Skip(1).Select(l => l.Split(','))
        .Where(f => f[14].Length > 0).GroupBy(f => f[0]).ToDictionary(g => g.Key, g => g.First()[14]));

    /// <summary>Writes beside the city's other files what its logs need to be read.</summary>
    public void Complete(string city)
    {
        if (form == CityForm.Mapped)
            File.WriteAllText(Path.Combine(city, CityFolder.Mappings), Mapping);
    }

    /// <exception cref="InvalidOperationException">The file is none of a plain city.</exception>
    public async Task RewriteAsync(string from, string to)
    {
        using var lines = File.ReadLines(from).GetEnumerator();
        if (!lines.MoveNext() || lines.Current != Header)
            throw new InvalidOperationException($"{from} begins with '{lines.Current}', expected the header of a plain city.");
        if (form == CityForm.Sheet)
            await WriteSheetAsync(lines, Path.ChangeExtension(to, "xlsx"));
        else
            await WriteTextAsync(lines, to);
    }

    async Task WriteTextAsync(IEnumerator<string> lines, string to)
    {
        await using var writer = new StreamWriter(to, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        await writer.WriteLineAsync(form switch { CityForm.Wide => WideHeader, CityForm.Mapped => MappedHeader, _ => Header });
        while (lines.MoveNext())
            await writer.WriteLineAsync(Line(lines.Current.Split(',')));
    }

    /// <param name="lines">At its header.</param>
    static async Task WriteSheetAsync(IEnumerator<string> lines, string to)
    {
        await using var file = File.Create(to);
        await using var book = await Spreadsheet.CreateNewAsync(file);
        await book.StartWorksheetAsync("办件");
        do
            await book.AddRowAsync([.. lines.Current.Split(',').Select(field => new DataCell(field))]);
        while (lines.MoveNext());
        await book.FinishAsync();
    }

    string Line(string[] fields)
    {
        if (form == CityForm.Wide)
            return Wide(fields);
        if (form == CityForm.Mapped)
        {
            fields[Channel] = fields[Channel] switch { "one_window" => "大厅", "one_net" => "网站", "other" => "快递", var empty => empty };
            return string.Join(',', fields);
        }
        (fields[CaseId], fields[EventId]) = form == CityForm.Hex
            ? (Hex(fields[CaseId]), fields[EventId].Length == 0 ? "" : Hex(fields[EventId]))
            : ($"WX20{fields[CaseId][6..12]}-{fields[CaseId][4..6]}-{fields[CaseId][12..]}", fields[EventId].Length == 0 ? "" : $"E-{fields[EventId]}");
        return string.Join(',', fields);
    }

    string Wide(string[] fields)
    {
        // What an acceptance says of its policy and stages decides its case: there only what holds anyway is filled in.
        var accepted = fields[Event] == "accepted";
        if (accepted && fields[Policy].Length == 0)
            fields[Policy] = policies.GetValueOrDefault(fields[ItemCode], "");
        for (var column = 0; column < fields.Length; column++)
        {
            if (fields[column].Length == 0 && !(accepted && (column is Policy or Stages)))
                fields[column] = _filling[column];
        }
        return string.Join(',', _wideOrder.Select(column => column == Deleted ? "0" : fields[column]));
    }

    static string Hex(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id)).AsSpan(0, 16));
}
