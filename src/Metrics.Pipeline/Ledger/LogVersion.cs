using System.Text.Json.Serialization;

namespace Metrics.Pipeline.Ledger;

/// <summary>The bytes that lay in the inbox under a name at one time. STORED with a run.</summary>
/// <param name="ETag">Of the blob, with its quotes: another upload has another.</param>
/// <param name="Bytes">Size of the bytes as they came.</param>
public sealed record LogVersion(string Source, string Name, string ETag, long Bytes)
{
    [JsonIgnore]
    public LogName Log => new(Source, Name);
}
