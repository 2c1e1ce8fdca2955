using System.Text.Encodings.Web;
using System.Text.Json;

namespace Metrics.Summaries;

/// <summary>Writes the JSON files of a publication: snake_case keys, indented, LF, Chinese text as it is.</summary>
static class JsonFile
{
    static readonly JsonWriterOptions _options = new()
    {
        Indented = true,
        NewLine = "\n",
        // Read as application/json, never inside HTML: Chinese stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>A row of a table as an object: keys as texts, counts and rates as numbers, empty as null.</summary>
    internal static void Row(Utf8JsonWriter json, Table table, string[] row, int from)
    {
        json.WriteStartObject();
        for (var i = from; i < row.Length; i++)
        {
            json.WritePropertyName(table.Columns[i]);
            if (i < table.Keys)
                json.WriteStringValue(row[i]);
            else if (row[i].Length == 0)
                json.WriteNullValue();
            else
                json.WriteRawValue(row[i]);
        }
        json.WriteEndObject();
    }
}
