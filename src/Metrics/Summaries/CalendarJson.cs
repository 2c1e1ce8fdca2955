using System.Globalization;
using System.Text.Json;
using Metrics.Calendars;

namespace Metrics.Summaries;

/// <summary>The calendar of a run in <c>manifest.json</c>: its notices and layers, and the hash of the days that they set.</summary>
static class CalendarJson
{
    internal static void Write(Utf8JsonWriter json, CalendarBook book)
    {
        json.WriteStartObject("calendar");
        json.WriteString("sha256", book.Sha256());
        json.WriteStartArray("notices");
        foreach (var notice in book.Notices)
        {
            json.WriteStartObject();
            json.WriteNumber("year", notice.Year);
            json.WriteString("number", notice.Number);
            json.WriteString("issued", Iso(notice.Issued));
            json.WriteString("amends", notice.Amends);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("layers");
        foreach (var layer in book.Layers)
        {
            json.WriteStartObject();
            json.WriteString("prefix", layer.Prefix);
            json.WriteString("number", layer.Number);
            json.WriteString("issued", Iso(layer.Issued));
            json.WriteString("from", Iso(layer.FirstDay));
            json.WriteString("to", Iso(layer.LastDay));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
