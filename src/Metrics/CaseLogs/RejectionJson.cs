using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Metrics.CaseLogs;

/// <summary>A rejected line in quarantine (隔离区): NDJSON, number, reason, what was expected, and the contract columns of the log and no others.</summary>
public static class RejectionJson
{
    // Read as application/json, never inside HTML: Chinese stays readable.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one line, with its line feed.</summary>
    public static void Write(IBufferWriter<byte> to, Rejection rejection)
    {
        using (var json = new Utf8JsonWriter(to, _options))
        {
            json.WriteStartObject();
            json.WriteNumber("line", rejection.Line);
            json.WriteString("reason", rejection.Reason.Code());
            if (rejection.Column.Length > 0)
                json.WriteString("column", rejection.Column);
            json.WriteString("expected", rejection.Expected);
            json.WriteString("expected_zh", rejection.ExpectedZh);
            json.WriteStartObject("fields");
            foreach (var (name, value) in rejection.Fields)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        to.Write("\n"u8);
    }

    /// <summary>The number that a written line begins with.</summary>
    public static long LineOf(string json) =>
        long.Parse(json.AsSpan("{\"line\":".Length..json.IndexOf(',', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
