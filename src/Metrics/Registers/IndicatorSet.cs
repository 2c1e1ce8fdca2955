using System.Security.Cryptography;

namespace Metrics.Registers;

/// <summary>The indicators of a run: those that ship, and those that a city adds. Immutable, for any thread.</summary>
public sealed class IndicatorSet
{
    internal IndicatorSet(IReadOnlyList<Indicator> all, string? sha256) => (All, Sha256) = (all, sha256);

    public static IndicatorSet Shipped { get; } = new(IndicatorReader.Read(ShippedData.Read("indicators.json"), []), null);

    /// <summary>The shipped indicators and those of a city's own file (JSON).</summary>
    /// <exception cref="RefusedException">The file is refused, with the place.</exception>
    public static IndicatorSet Read(ReadOnlyMemory<byte> json) =>
        new([.. Shipped.All, .. IndicatorReader.Read(json, Shipped.All)], Convert.ToHexStringLower(SHA256.HashData(json.Span)));

    internal IReadOnlyList<Indicator> All { get; }

    /// <summary>Whether it is there and counts, and is no rate.</summary>
    public bool IsCount(string id) => All.Any(i => i.Id == id && i.Denominator is null);

    /// <summary>The ids of all, the shipped ones first.</summary>
    public IEnumerable<string> Ids => All.Select(i => i.Id);

    /// <summary>SHA-256 of the city's own file, lower-case hex; null: there is none.</summary>
    public string? Sha256 { get; }
}
