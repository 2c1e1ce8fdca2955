using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrics.Documents.Published;
using Metrics.Documents.Workbooks;
using Metrics.Evidence;
using Metrics.Files;
using SpreadCheetah;

namespace Metrics.Documents.Evidence;

/// <summary>The forms in which rows of the evidence are told.</summary>
public static class EvidenceForms
{
    static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>CSV: a header, then the rows; a missing value is empty.</summary>
    public static async Task WriteCsvAsync(EvidencePage page, Stream to, CancellationToken stop)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(string.Join(',', page.Columns.Select(c => c.Name)));
        foreach (var row in page.Rows)
            await writer.WriteLineAsync(string.Join(',', row.Select(CsvText.Field)).AsMemory(), stop);
    }

    /// <summary>A JSON array of objects: numbers and flags as such, all else as texts, a missing value as null.</summary>
    public static async Task WriteJsonAsync(EvidencePage page, Stream to, CancellationToken stop)
    {
        await using var json = new Utf8JsonWriter(to, _json);
        json.WriteStartArray();
        foreach (var row in page.Rows)
        {
            json.WriteStartObject();
            foreach (var (column, value) in page.Columns.Zip(row))
                Write(json, column, value);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 14)
                await json.FlushAsync(stop);
        }
        json.WriteEndArray();
    }

    /// <summary>A workbook of one sheet, with headers in both languages.</summary>
    /// <param name="day">The date of the archive's entries.</param>
    public static async Task WriteWorkbookAsync(EvidencePage page, string table, Stream to, DateOnly day, CancellationToken stop)
    {
        var columns = page.Columns.Select(c => new SheetColumn(TableWords.EvidenceColumn(c.Name), FormatOf(c.Type), WidthOf(c.Type))).ToList();
        await using var workbook = await WorkbookWriter.BeginAsync(stop);
        await workbook.TableAsync(TableWords.EvidenceTable(table) is var name ? $"{name.Zh} {name.En}" : table, columns, page.Rows.Count, null, stop);
        foreach (var row in page.Rows)
            await workbook.RowAsync([.. page.Columns.Zip(row, (column, value) => CellOf(workbook, column.Type, value))], stop);
        await workbook.FinishAsync(to, day, stop);
    }

    static void Write(Utf8JsonWriter json, EvidenceField column, string? value)
    {
        json.WritePropertyName(column.Name);
        if (value is null)
            json.WriteNullValue();
        else if (column.Type is ColumnType.Number or ColumnType.Flag)
            json.WriteRawValue(value);
        else
            json.WriteStringValue(value);
    }

    static StyledCell CellOf(WorkbookWriter workbook, ColumnType type, string? value) => (type, value) switch
    {
        (_, null) => new("", null),
        (ColumnType.Number, _) => workbook.Number(decimal.Parse(value, CultureInfo.InvariantCulture), CellFormat.Count),
        (ColumnType.Date, _) => workbook.Date(DateOnly.Parse(value, CultureInfo.InvariantCulture)),
        (ColumnType.Flag, _) => WorkbookWriter.Text(value == "true" ? "是 yes" : "否 no"),
        _ => WorkbookWriter.Text(value),
    };

    static CellFormat FormatOf(ColumnType type) => type switch
    {
        ColumnType.Number => CellFormat.Count,
        ColumnType.Date => CellFormat.Date,
        _ => CellFormat.Text,
    };

    static double WidthOf(ColumnType type) => type is ColumnType.Text or ColumnType.Moment ? 22 : 12;
}
