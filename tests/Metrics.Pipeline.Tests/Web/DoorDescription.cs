using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>The description of the doors as a caller reads it, and what it says of an answer.</summary>
sealed class DoorDescription(string text)
{
    const string Shapes = "#/components/schemas/";

    static readonly EvaluationOptions _everything = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    readonly JsonObject _document = JsonNode.Parse(text)!.AsObject();

    internal string Text => text;

    internal IEnumerable<(string Path, string Method, JsonNode Operation)> Operations =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value);

    internal IEnumerable<KeyValuePair<string, JsonNode?>> Schemas => _document["components"]!["schemas"]!.AsObject();

    internal static async Task<DoorDescription> AskAsync(TestHost host) =>
        new(await host.Client.GetStringAsync("/api/openapi.json", TestContext.Current.CancellationToken));

    /// <returns>Why the answer is not as described; null: it is.</returns>
    internal async Task<string?> FaultAsync(string door, HttpResponseMessage answer)
    {
        var operation = Operations.Single(o => o.Operation["operationId"]!.ToString() == door).Operation;
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (operation["responses"]![$"{(int)answer.StatusCode}"] is not { } told)
            return $"{door} answers {answer.StatusCode}, which is not described.";
        if (type is null)
            return told["content"] is null ? null : $"{door} answers {answer.StatusCode} without a body.";
        if (told["content"]?[type] is not { } content)
            return $"{door} answers {answer.StatusCode} as {type}, which is not described.";
        if (content["schema"] is not { } schema)
            return null;
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Fault(schema["$ref"]!.ToString(), type.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(body) : JsonValue.Create(body));
    }

    internal string? Fault(string reference, JsonNode? value)
    {
        var schema = new JsonObject { ["$defs"] = _document["components"]!["schemas"]!.DeepClone(), ["$ref"] = reference }.ToJsonString();
        var found = JsonSchema.FromText(schema.Replace(Shapes, "#/$defs/", StringComparison.Ordinal))
            .Evaluate(JsonSerializer.SerializeToElement(value), _everything);
        var faults = found.Details?.Where(d => d.Errors is not null).Select(d => $"{d.InstanceLocation} {string.Join(' ', d.Errors!.Values)}");
        return found.IsValid ? null : $"{reference}: {string.Join("; ", faults ?? [])} in {value?.ToJsonString()}";
    }

    internal string? FaultOf(string shape, JsonNode? value) => Fault(Shapes + shape, value);
}
