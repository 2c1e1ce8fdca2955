using System.Text.Json;
using Metrics.Folding;
using Metrics.Policies;
using Metrics.Registers;

namespace Metrics.Summaries;

/// <summary><c>names.json</c> (contract 5): what the tables only number, so that a reader needs nothing beside the publication.</summary>
static class NamesJson
{
    internal static byte[] Write(RunResult run) => JsonFile.Write(json =>
    {
        json.WriteString("city", run.City);
        json.WriteStartArray("policies");
        foreach (var version in run.Reference.Policies.Versions.OrderBy(v => v.Id, Utf8Order.Instance).ThenBy(v => v.From.Number))
            Policy(json, version);
        json.WriteEndArray();
        json.WriteStartArray("items");
        Items(json, run.Reference.Catalogue);
        json.WriteEndArray();
        json.WriteStartArray("figures");
        foreach (var figure in CaseFigure.All)
            Figure(json, figure.Id, figure.Name, figure.Definition);
        foreach (var indicator in run.Reference.Indicators.All)
            Figure(json, indicator.Id, indicator.Name, indicator.Definition);
        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in RegisterCheck.All)
            Figure(json, check.Id, check.Name, check.Definition);
        json.WriteEndArray();
    });

    static void Figure(Utf8JsonWriter json, string id, Bilingual name, Bilingual definition)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        Both(json, "name", name);
        Both(json, "definition", definition);
        json.WriteEndObject();
    }

    static void Policy(Utf8JsonWriter json, PolicyVersion version)
    {
        json.WriteStartObject();
        json.WriteString("id", version.Id);
        Both(json, "name", new(version.NameZh, version.NameEn));
        json.WriteNumber("limit_days", version.LimitDays);
        json.WriteString("from", version.From == Day.First ? null : version.From.ToString());
        json.WriteString("to", version.To == Day.Last ? null : version.To.ToString());
        json.WriteStartArray("stages");
        foreach (var stage in version.Stages)
        {
            json.WriteStartObject();
            json.WriteString("id", stage.Id);
            Both(json, "name", new(stage.NameZh, stage.NameEn));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Both(Utf8JsonWriter json, string name, Bilingual text)
    {
        json.WriteStartObject(name);
        json.WriteString("zh", text.Zh);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    /// <summary>Each item once, by code, as its last row names it.</summary>
    static void Items(Utf8JsonWriter json, Catalogue catalogue)
    {
        foreach (var rows in catalogue.Rows.GroupBy(r => catalogue.Items[r.Item.Number]).OrderBy(g => g.Key, Utf8Order.Instance))
        {
            var last = rows.MaxBy(r => r.From.Number)!;
            json.WriteStartObject();
            json.WriteString("code", rows.Key);
            json.WriteString("name", last.Name);
            json.WriteString("department", last.Department.IsNone ? "" : catalogue.Departments[last.Department.Number]);
            json.WriteEndObject();
        }
    }
}
