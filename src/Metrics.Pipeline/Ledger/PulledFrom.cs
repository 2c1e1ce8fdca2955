using System.Text;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Ledger;

/// <summary>Where the bytes of a log were pulled from, and how the server named their version. STORED as metadata of the blob.</summary>
/// <param name="Address">SHA-256 of the address, which may hold a secret.</param>
/// <param name="ETag">As its header came; empty: there was none.</param>
/// <param name="LastModified">As its header came; empty: there was none.</param>
public sealed record PulledFrom(string Address, string ETag, string LastModified)
{
    const string AddressKey = "pulled_address", ETagKey = "pulled_etag", LastModifiedKey = "pulled_last_modified";

    internal static PulledFrom Of(Uri address, string etag, string lastModified) =>
        new(HashOf(address), Ascii.IsValid(etag) ? etag : "", Ascii.IsValid(lastModified) ? lastModified : "");

    internal bool Is(Uri address) => Address == HashOf(address);

    internal Dictionary<string, string> ToMetadata() => new[] { (AddressKey, Address), (ETagKey, ETag), (LastModifiedKey, LastModified) }
        .Where(m => m.Item2.Length > 0).ToDictionary(m => m.Item1, m => m.Item2);

    internal static PulledFrom? OfMetadata(IDictionary<string, string> metadata) => metadata.TryGetValue(AddressKey, out var address)
        ? new(address, Value(metadata, ETagKey), Value(metadata, LastModifiedKey)) : null;

    static string Value(IDictionary<string, string> metadata, string key) => metadata.TryGetValue(key, out var value) ? value : "";

    static string HashOf(Uri address) => WriteOnce.HashOf(Encoding.UTF8.GetBytes(address.AbsoluteUri));
}
