using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

/// <summary>A value by its names from the outside in, joined by dots.</summary>
readonly record struct JsonPath(string Names)
{
    /// <summary>The value, or null when a name on the way is missing.</summary>
    public JsonNode? In(JsonObject from)
    {
        JsonNode? at = from;
        foreach (var name in Names.Split('.'))
            at = (at as JsonObject)?[name];
        return at;
    }

    /// <summary>Puts a value where one is; null takes the name away.</summary>
    public void Set(JsonObject from, JsonNode? value)
    {
        var names = Names.Split('.');
        var holder = names[..^1].Aggregate(from, (at, name) => at[name]!.AsObject());
        if (value is null)
            holder.Remove(names[^1]);
        else
            holder[names[^1]] = value.DeepClone();
    }
}
