using System.Text.Json;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary><c>names.json</c> (contract 5): what the tables only number, so that a reader needs nothing beside the publication.</summary>
static class NamesJson
{
    internal static byte[] Write(RunResult run) => JsonFile.Write(json =>
    {
        json.WriteString("city", run.City);
        json.WriteStartArray("policies");
        foreach (var version in run.Reference.Policies.Versions.OrderBy(v => v.Id, Utf8Order.Instance).ThenBy(v => v.From))
            Policy(json, version);
        json.WriteEndArray();
        json.WriteStartArray("items");
        Items(json, run.Reference.Catalogue);
        json.WriteEndArray();
    });

    static void Policy(Utf8JsonWriter json, PolicyVersion version)
    {
        json.WriteStartObject();
        json.WriteString("id", version.Id);
        Name(json, version.NameZh, version.NameEn);
        json.WriteNumber("limit_days", version.LimitDays);
        json.WriteString("from", version.From == Day.First ? null : version.From.ToString());
        json.WriteString("to", version.To == Day.Last ? null : version.To.ToString());
        json.WriteStartArray("stages");
        foreach (var stage in version.Stages)
        {
            json.WriteStartObject();
            json.WriteString("id", stage.Id);
            Name(json, stage.NameZh, stage.NameEn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Name(Utf8JsonWriter json, string zh, string en)
    {
        json.WriteStartObject("name");
        json.WriteString("zh", zh);
        json.WriteString("en", en);
        json.WriteEndObject();
    }

    /// <summary>Each item once, by code, as its last row names it.</summary>
    static void Items(Utf8JsonWriter json, Catalogue catalogue)
    {
        foreach (var rows in catalogue.Rows.GroupBy(r => r.Item).OrderBy(g => catalogue.Items[g.Key.Number], Utf8Order.Instance))
        {
            var last = rows.MaxBy(r => r.From)!;
            json.WriteStartObject();
            json.WriteString("code", catalogue.Items[last.Item.Number]);
            json.WriteString("name", last.Name);
            json.WriteString("department", last.Department.IsNone ? "" : catalogue.Departments[last.Department.Number]);
            json.WriteEndObject();
        }
    }
}
