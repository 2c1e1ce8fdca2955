using System.Globalization;
using System.Text.Json;
using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary><c>manifest.json</c>: what the publication was made from, by hash; no time of day, no run id.</summary>
static class ManifestJson
{
    internal static byte[] Write(RunResult run, IReadOnlyDictionary<string, byte[]> files) => JsonFile.Write(json =>
    {
        var reference = run.Reference;
        json.WriteString("definitions", Definitions.Version);
        json.WriteString("as_of", Iso(run.AsOf));
        json.WriteString("known_on", reference.Calendars.KnownOn is { } day ? Iso(day) : null);
        json.WriteString("provisional", run.Provisional is { } first ? Iso(first) : null);
        json.WriteString("catalogue", reference.Catalogue.Sha256);
        json.WriteString("policies", reference.Policies.Sha256);
        json.WriteString("mappings", reference.MappingsSha256);
        json.WriteString("register", reference.Register?.Sha256);
        json.WriteString("indicators", reference.Indicators.Sha256);
        CalendarJson.Write(json, reference.Calendars);
        json.WriteStartArray("inputs");
        foreach (var log in run.Logs)
            Input(json, log);
        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var (name, bytes) in files)
            File(json, name, bytes);
        json.WriteEndArray();
    });

    static void Input(Utf8JsonWriter json, RunLog log)
    {
        var tally = log.Tally;
        json.WriteStartObject();
        json.WriteString("source", tally.File.Source);
        json.WriteString("file", tally.File.Name);
        json.WriteString("sha256", tally.Sha256);
        json.WriteNumber("size", tally.Bytes);
        json.WriteBoolean("refused", tally.Refusal is not null);
        var quality = log.Quality ?? FileQuality.None;
        json.WriteNumber("lines", quality.Lines);
        json.WriteNumber("accepted", quality.Accepted);
        json.WriteNumber("duplicate", quality.Duplicate);
        json.WriteNumber("rejected", quality.Rejected);
        json.WriteEndObject();
    }

    static void File(Utf8JsonWriter json, string name, byte[] bytes)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("sha256", Publication.Sha256(bytes));
        json.WriteNumber("size", bytes.Length);
        json.WriteEndObject();
    }

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
