using System.Security.Cryptography;
using System.Text.Json;
using Metrics.Files;

namespace Metrics.Mappings;

/// <summary>The mappings of a run (字段映射), in their order. Immutable, for any thread.</summary>
public sealed class MappingSet
{
    readonly IReadOnlyList<Mapping> _mappings;

    MappingSet(IReadOnlyList<Mapping> mappings, string? sha256) => (_mappings, Sha256) = (mappings, sha256);

    /// <summary>What is in force without a file: section 1 alone.</summary>
    public static MappingSet None { get; } = new([], null);

    public int Count => _mappings.Count;

    /// <summary>SHA-256 of the bytes read, lower-case hex; null where there is no file.</summary>
    public string? Sha256 { get; }

    /// <param name="json">UTF-8; comments (<c>//</c>) are passed over.</param>
    /// <exception cref="RefusedException">The mappings are refused, with the place.</exception>
    public static MappingSet Read(ReadOnlyMemory<byte> json)
    {
        var mappings = new List<Mapping>();
        JsonNode.Read(json, new("字段映射", "mappings"), "mappings", node => mappings.Add(MappingReader.Read(node)), JsonCommentHandling.Skip);
        return new(mappings, Convert.ToHexStringLower(SHA256.HashData(json.Span)));
    }

    /// <summary>What decides how a file is read: the hash of the mapping that fits it; empty: none does.</summary>
    public string HashFor(string source, string name) => Find(source, name)?.Sha256 ?? "";

    /// <summary>The first mapping that fits a file; null: it is read by section 1.</summary>
    /// <param name="name">The file's path below its source's folder, with '/'.</param>
    public Mapping? Find(string source, string name)
    {
        foreach (var mapping in _mappings)
        {
            if (mapping.Fits(source, name))
                return mapping;
        }
        return null;
    }
}
