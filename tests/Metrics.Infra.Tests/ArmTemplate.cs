using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

/// <summary>A compiled ARM template with the templates of its modules inside.</summary>
sealed class ArmTemplate(JsonObject root)
{
    const string Module = "Microsoft.Resources/deployments";

    public JsonObject Root => root;

    public ArmTemplate Copy() => new(root.DeepClone().AsObject());

    /// <summary>The resources of a type that the template or one of its modules makes; those that only name an existing one are left out.</summary>
    public IEnumerable<JsonObject> Made(string type) =>
        Declared(root).Where(r => (string?)r["type"] == type && r["existing"] is null);

    /// <summary>The value that the app's module gets for a parameter.</summary>
    public JsonObject ToApp(string parameter) =>
        root["resources"]!["app"]!["properties"]!["parameters"]![parameter]!["value"]!.AsObject();

    public JsonObject Variables => root["variables"]!.AsObject();

    /// <summary>Every text in the template, values and names alike.</summary>
    public IEnumerable<string> Texts() => Texts(root);

    static IEnumerable<JsonObject> Declared(JsonObject template)
    {
        var resources = template["resources"] switch
        {
            JsonObject named => named.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var resource in resources.OfType<JsonObject>())
        {
            if ((string?)resource["type"] != Module)
            {
                yield return resource;
            }
            else if (resource["properties"]!["template"] is JsonObject inner)
            {
                foreach (var deeper in Declared(inner))
                    yield return deeper;
            }
        }
    }

    static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(pair => Texts(pair.Value).Prepend(pair.Key)),
        JsonArray a => a.SelectMany(Texts),
        JsonValue v when v.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
