using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Metrics.Pipeline.Account;

/// <summary>How JSON is written, in blobs and in answers: snake_case keys, Chinese as it is.</summary>
static class StoredJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    internal static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    internal static T Read<T>(BinaryData data) =>
        JsonSerializer.Deserialize<T>(data, Options) ?? throw new InvalidDataException($"Expected a {typeof(T).Name}, found null.");
}
