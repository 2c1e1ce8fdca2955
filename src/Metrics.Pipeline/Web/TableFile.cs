using System.Text;
using System.Text.Json;
using Metrics.Documents.Published;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Web;

/// <summary>A table of a publication on its way out: filtered row by row, never held as a whole.</summary>
static class TableFile
{
    /// <summary>The tables by name, and how many of their first columns are keys (texts); all others are numbers.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Keys = new Dictionary<string, string[]>
    {
        ["approval_time"] = ["period", "policy", "district", "channel"],
        ["stage_time"] = ["period", "policy", "district", "stage"],
        ["item_time"] = ["period", "department", "item_code"],
        ["intake_time"] = ["period", "district", "channel"],
        ["backlog"] = ["month", "policy", "district", "channel"],
        ["item_claims"] = ["period", "department", "item_code"],
        ["online_handling"] = ["period", "district", "item_code"],
        ["online_realisation"] = ["period", "district"],
        ["service_items"] = ["period"],
        ["ratings"] = ["period", "district", "department", "channel"],
        ["register"] = ["period", "department", "indicator"],
        ["register_checks"] = ["period", "department", "check"],
        ["figures"] = ["period", "figure"],
        ["quality"] = ["source", "file"],
        ["warnings"] = ["code"],
    };

    /// <param name="filters">By key column: the values wanted, any of them.</param>
    internal static async Task WriteCsvAsync(Stream table, IReadOnlyDictionary<string, string[]> filters, Stream to, CancellationToken stop)
    {
        using var rows = new TableRows(new StreamReader(table));
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 14, leaveOpen: true);
        await rows.ReadAsync(stop);
        string[] columns = [.. rows.Fields];
        await writer.WriteAsync(rows.Raw, stop);
        while (await rows.ReadAsync(stop))
        {
            if (IsWanted(rows.Fields, columns, filters))
                await writer.WriteAsync(rows.Raw, stop);
        }
    }

    /// <summary>An array of objects; keys as texts, all else as numbers, empty as null.</summary>
    internal static async Task WriteJsonAsync(Stream table, int keys, IReadOnlyDictionary<string, string[]> filters, Stream to, CancellationToken stop)
    {
        using var rows = new TableRows(new StreamReader(table));
        await using var json = new Utf8JsonWriter(to, new() { Encoder = StoredJson.Options.Encoder });
        await rows.ReadAsync(stop);
        string[] columns = [.. rows.Fields];
        json.WriteStartArray();
        while (await rows.ReadAsync(stop))
        {
            if (!IsWanted(rows.Fields, columns, filters))
                continue;
            json.WriteStartObject();
            for (var i = 0; i < columns.Length; i++)
                WriteValue(json, columns[i], rows.Fields[i], isKey: i < keys);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 14)
                await json.FlushAsync(stop);
        }
        json.WriteEndArray();
    }

    static void WriteValue(Utf8JsonWriter json, string column, string value, bool isKey)
    {
        json.WritePropertyName(column);
        if (isKey)
            json.WriteStringValue(value);
        else if (value.Length == 0)
            json.WriteNullValue();
        else
            json.WriteRawValue(value); // the publication's own digits, so that 2.00 stays 2.00
    }

    static bool IsWanted(IReadOnlyList<string> row, string[] columns, IReadOnlyDictionary<string, string[]> filters)
    {
        foreach (var (column, wanted) in filters)
        {
            if (!wanted.Contains(row[Array.IndexOf(columns, column)]))
                return false;
        }
        return true;
    }
}
