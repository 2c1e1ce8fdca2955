using System.Globalization;
using System.Text.Json;

namespace Metrics.Summaries;

/// <summary><c>summary.json</c>: the city at a glance, the rows whose department, district, channel, stage and item are all <c>*</c>.</summary>
static class SummaryJson
{
    internal static byte[] Write(Summary summary) => JsonFile.Write(json =>
    {
        json.WriteString("as_of", summary.Run.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("provisional", summary.Run.Provisional?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WritePropertyName("definitions");
        Definitions.WriteTo(json);
        foreach (var table in summary.Tables)
        {
            json.WritePropertyName(table.Name);
            if (table.Name == "quality")
                JsonFile.Row(json, table, table.AtAGlance[0], table.Keys);
            else
                AtAGlance(json, table);
        }
    });

    static void AtAGlance(Utf8JsonWriter json, Table table)
    {
        json.WriteStartArray();
        foreach (var row in table.AtAGlance)
            JsonFile.Row(json, table, row, 0);
        json.WriteEndArray();
    }
}

/// <summary>What the numbers mean, in Chinese and English; its version stands in the manifest.</summary>
static class Definitions
{
    static readonly JsonDocument _document = ReadEmbedded();

    internal static string Version => _document.RootElement.GetProperty("version").GetString()!;

    internal static void WriteTo(Utf8JsonWriter json) => _document.RootElement.WriteTo(json);

    static JsonDocument ReadEmbedded()
    {
        using var data = typeof(Definitions).Assembly.GetManifestResourceStream("Metrics.Summaries.Data.definitions.json")!;
        return JsonDocument.Parse(data);
    }
}
