using System.Text.Json.Serialization;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Store;

/// <summary>A log of the store: its newest bytes, what reading them gave, and where its events lie. STORED with a run.</summary>
/// <param name="Bytes">Size of the bytes as they came.</param>
/// <param name="Events">Well-formed lines, which are in the store.</param>
/// <param name="Rejected">Lines that reading rejected, by reason: <see cref="RejectedCounts"/>.</param>
/// <param name="Part">Blob in <c>events</c>; empty: the log has no events.</param>
/// <param name="PartFile">The log's number in the part.</param>
/// <param name="Refusal">Why the whole log is refused; null: it is not.</param>
/// <param name="Definitions">Those that it was read under.</param>
/// <param name="Mapping">Hash of the mapping that it was read by; empty: none.</param>
public sealed record StoredLog(
    string Source, string Name, string Sha256, long Bytes, long Lines, long Events,
    [property: JsonConverter(typeof(RejectedCountsConverter))] string Rejected, string Part, int PartFile, ReceiptNote? Refusal,
    int Definitions = 1, string Mapping = "");
