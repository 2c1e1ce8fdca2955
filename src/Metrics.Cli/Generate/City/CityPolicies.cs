using System.Text.Json;

namespace Metrics.Cli.Generate.City;

/// <summary>The city's policies (时限政策): the business set-up and three kinds of construction project.</summary>
static class CityPolicies
{
    public static readonly (string Id, string Zh, string En)[] Stages =
    [
        ("registration", "设立登记", "Registration"), ("seal", "公章刻制", "Seal"),
        ("invoice", "申领发票", "Invoices"), ("social_insurance", "社保登记", "Social insurance"),
    ];

    public static byte[] ToJson(CityCatalogue catalogue)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("policies");
            WriteSetUp(json);
            foreach (var kind in ProjectKind.All)
                WriteProject(json, kind, catalogue.Items[catalogue.IndexOf(kind.EndSubject)].Code);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    static void WriteSetUp(Utf8JsonWriter json)
    {
        Begin(json, "business_setup", "企业开办", "Business set-up", "stages", 2);
        json.WriteStartArray("stages");
        foreach (var (id, zh, en) in Stages)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            WriteName(json, zh, en);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNull("end_item");
        End(json);
    }

    static void WriteProject(Utf8JsonWriter json, ProjectKind kind, string endItem)
    {
        Begin(json, kind.Policy, kind.Zh, kind.En, "project", kind.LimitDays);
        json.WriteStartArray("stages");
        json.WriteEndArray();
        json.WriteString("end_item", endItem);
        End(json);
    }

    static void Begin(Utf8JsonWriter json, string id, string zh, string en, string measure, int limitDays)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        WriteName(json, zh, en);
        json.WriteString("measure", measure);
        json.WriteNumber("limit_days", limitDays);
        json.WriteBoolean("correction_stops_clock", true);
    }

    static void End(Utf8JsonWriter json)
    {
        json.WriteString("from", "2019-01-01");
        json.WriteNull("to");
        json.WriteEndObject();
    }

    static void WriteName(Utf8JsonWriter json, string zh, string en)
    {
        json.WriteStartObject("name");
        json.WriteString("zh", zh);
        json.WriteString("en", en);
        json.WriteEndObject();
    }
}
