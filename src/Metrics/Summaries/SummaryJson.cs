using System.Globalization;
using System.Text.Json;

namespace Metrics.Summaries;

/// <summary><c>summary.json</c>: the city at a glance, the rows whose department, district, channel, stage and item are all <c>*</c>.</summary>
static class SummaryJson
{
    static readonly string[] RolledUp = ["department", "district", "channel", "stage", "item_code"];

    internal static byte[] Write(Summary summary) => JsonFile.Write(json =>
    {
        json.WriteString("as_of", summary.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("provisional", summary.Provisional?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WritePropertyName("definitions");
        Definitions.WriteTo(json);
        foreach (var table in summary.Tables)
        {
            json.WritePropertyName(table.Name);
            if (table.Name == "quality")
                Total(json, table);
            else
                AtAGlance(json, table);
        }
    });

    static void AtAGlance(Utf8JsonWriter json, Table table)
    {
        int[] rolledUp = [.. RolledUp.Select(c => table.Columns.ToList().IndexOf(c)).Where(i => i >= 0)];
        json.WriteStartArray();
        foreach (var row in table.Rows)
            if (rolledUp.All(i => row[i] == Labels.All))
                JsonFile.Row(json, table, row, 0);
        json.WriteEndArray();
    }

    static void Total(Utf8JsonWriter json, Table table)
    {
        var total = new string[table.Columns.Count];
        for (var i = table.Keys; i < total.Length; i++)
            total[i] = Numbers.Count(table.Rows.Sum(row => long.Parse(row[i], CultureInfo.InvariantCulture)));
        JsonFile.Row(json, table, total, table.Keys);
    }
}

/// <summary>What the numbers mean, in Chinese and English; its version stands in the manifest.</summary>
static class Definitions
{
    static readonly JsonDocument Document = ReadEmbedded();

    internal static string Version => Document.RootElement.GetProperty("version").GetString()!;

    internal static void WriteTo(Utf8JsonWriter json) => Document.RootElement.WriteTo(json);

    static JsonDocument ReadEmbedded()
    {
        using var data = typeof(Definitions).Assembly.GetManifestResourceStream("Metrics.Summaries.Data.definitions.json")!;
        return JsonDocument.Parse(data);
    }
}
