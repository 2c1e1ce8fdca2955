namespace Metrics.Cube;

/// <summary>
/// The result of folding some shards of a run: exact counts and histograms, quality by file, and the fragments of
/// projects, whose cases lie in several shards. Merging is exact, in any order.
/// </summary>
public sealed class PartialResult
{
    /// <summary>Adds another result of the same run (same files, reference data and as_of) to this one.</summary>
    public void Add(PartialResult other) => throw new NotSupportedException();

    /// <summary>Writes the partial result; <see cref="Read"/> gives it back.</summary>
    public void Write(Stream to) => throw new NotSupportedException();

    public static PartialResult Read(Stream from) => throw new NotSupportedException();

    /// <summary>By file ordinal: lines accepted, duplicate, unknown_item, unknown_policy.</summary>
    public IReadOnlyList<FileIdentity> Files => throw new NotSupportedException();
}

/// <summary>What became of a file's well-formed lines: first of an identity, repeated, or rejected by the reference data.</summary>
public readonly record struct FileIdentity(long Accepted, long Duplicate, long UnknownItem, long UnknownPolicy);
