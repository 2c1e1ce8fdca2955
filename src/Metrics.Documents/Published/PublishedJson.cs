using System.Text.Json.Serialization;

namespace Metrics.Documents.Published;

/// <summary>The member <c>definitions</c> of <c>summary.json</c>.</summary>
/// <param name="Terms">By column: what it means.</param>
public sealed record Definitions(string Version, IReadOnlyDictionary<string, Bilingual> Terms);

/// <summary>The head of <c>summary.json</c>; its tables are read from their own files.</summary>
sealed record SummaryHead(Definitions Definitions);

/// <summary>How the JSON files of a publication are read: what newer definitions add is passed over, what is missing refuses.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Names))]
[JsonSerializable(typeof(SummaryHead))]
sealed partial class PublishedJson : JsonSerializerContext;
