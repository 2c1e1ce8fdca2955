using System.Text.Json.Nodes;
using Metrics.Pipeline.Account;
using Microsoft.AspNetCore.Http;
using static Metrics.Pipeline.Web.ParameterPlace;

namespace Metrics.Pipeline.Web;

/// <summary>The description of the doors (OpenAPI 3.1), made from their table and <c>shapes.json</c>, JSON Schemas with examples (contract 11).</summary>
public static class OpenApi
{
    const string KeyScheme = "function_key";

    static readonly byte[] _document = StoredJson.Bytes(Describe(WebDoors.All, ReadShapes()));
    static readonly string _etag = $"\"{WriteOnce.HashOf(_document)[..12]}\"";

    public static IResult Answer(HttpRequest request) =>
        Representation.Matches(request, _etag) ? AddressedPublication.Unchanged(_etag, AddressedPublication.Revalidate)
            : new WithHeaders(Results.Bytes(_document, "application/json"), ("ETag", _etag), ("Cache-Control", AddressedPublication.Revalidate));

    static JsonObject ReadShapes()
    {
        using var shapes = typeof(OpenApi).Assembly.GetManifestResourceStream("Metrics.Pipeline.Web.Data.shapes.json")!;
        return JsonNode.Parse(shapes)!.AsObject();
    }

    static JsonObject Describe(IEnumerable<WebDoor> doors, JsonObject shapes) => new()
    {
        ["openapi"] = "3.1.1",
        ["info"] = new JsonObject { ["title"] = "Metrics", ["version"] = typeof(OpenApi).Assembly.GetName().Version!.ToString(3) },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = Routes.Prefix.TrimEnd('/') }),
        ["paths"] = ObjectOf(doors.GroupBy(d => "/" + d.Route.Replace("*", "", StringComparison.Ordinal)), path => path.Key,
            path => ObjectOf(path, d => d.Method.ToLowerInvariant(), d => Operation(d, shapes))),
        ["components"] = new JsonObject
        {
            ["schemas"] = shapes,
            ["securitySchemes"] = new JsonObject
            {
                [KeyScheme] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Representation.KeyHeader },
            },
        },
    };

    static JsonObject Operation(WebDoor door, JsonObject shapes)
    {
        var operation = new JsonObject
        {
            ["operationId"] = door.Name,
            ["summary"] = door.Description,
            ["security"] = door.NeedsKey ? new JsonArray(new JsonObject { [KeyScheme] = new JsonArray() }) : new JsonArray(),
            // OpenAPI says Accept by the media types of the answers.
            ["parameters"] = new JsonArray([.. door.Parameters.Where(p => p.In != Body && p.Name != "Accept").Select(Parameter)]),
            ["responses"] = ObjectOf(door.Answers.Concat(door.Errors).GroupBy(a => a.Status), of => $"{of.Key}", of => Response(of, shapes)),
        };
        if (door.Parameters.FirstOrDefault(p => p.In == Body) is { } body)
        {
            operation["requestBody"] = new JsonObject
            {
                ["description"] = body.Description,
                ["required"] = body.Required,
                ["content"] = new JsonObject { [body.Shape is null ? "application/octet-stream" : "application/json"] = Content(body.Shape, shapes) },
            };
        }
        return operation;
    }

    static JsonObject Parameter(WebParameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = parameter.In switch { Route => "path", Query => "query", _ => "header" },
        ["description"] = parameter.Description,
        ["required"] = parameter.Required,
        ["schema"] = Reference(parameter.Shape!),
    };

    static JsonObject Response(IEnumerable<WebAnswer> answers, JsonObject shapes)
    {
        var response = new JsonObject { ["description"] = string.Join("; or ", answers.Select(a => a.Description).Distinct()) };
        if (answers.Any(a => a.MediaType is not null))
            response["content"] = ObjectOf(answers.DistinctBy(a => a.MediaType), a => a.MediaType!, a => Content(a.Shape, shapes));
        return response;
    }

    static JsonObject Content(string? shape, JsonObject shapes) => shape is null ? []
        : new() { ["schema"] = Reference(shape), ["example"] = shapes[shape]!["examples"]![0]!.DeepClone() };

    static JsonObject Reference(string shape) => new() { ["$ref"] = $"#/components/schemas/{shape}" };

    static JsonObject ObjectOf<T>(IEnumerable<T> of, Func<T, string> name, Func<T, JsonNode> value) =>
        new(of.Select(item => KeyValuePair.Create(name(item), (JsonNode?)value(item))));
}
