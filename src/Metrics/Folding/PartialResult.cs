using System.Runtime.InteropServices;
using Metrics.Cases;
using Metrics.Cube;

namespace Metrics.Folding;

/// <summary>What became of a file's well-formed lines: first of an identity, repeated, or rejected by the reference data.</summary>
public record struct FileIdentity(long Accepted, long Duplicate, long UnknownItem, long UnknownPolicy);

/// <summary>
/// The result of folding some shards of a run: exact counts and histograms, quality by file, and the cases of
/// projects, which lie in several shards. Merging is exact, in any order.
/// </summary>
/// <param name="files">Number of files of the run.</param>
public sealed partial class PartialResult(int files)
{
    internal readonly FileIdentity[] Identities = new FileIdentity[files];
    internal readonly long[] WarningCounts = new long[Warnings.Codes.Count];

    internal TableCells Cells { get; } = new();

    /// <summary>Cases under a project policy, not yet joined to projects.</summary>
    internal KeptCases ProjectCases { get; } = new();

    /// <summary>Due dates that moved; 0 where no earlier calendar was given. Projects are not in it yet: <see cref="Horizon.Of"/>.</summary>
    public Horizon Horizon { get; internal set; }

    /// <summary>By file ordinal: lines accepted, duplicate, and rejected by the reference data.</summary>
    public IReadOnlyList<FileIdentity> Files => Identities;

    /// <summary>Adds another result of the same run (same files, reference data and as_of) to this one.</summary>
    public void Add(PartialResult other)
    {
        AddCounts(other, 1);
        Cells.Add(other.Cells);
        ProjectCases.Add(other.ProjectCases);
        Horizon += other.Horizon;
    }

    /// <summary>
    /// Takes a result out again that was added: a + b − b is a, to the byte. So a shard can be folded anew without the
    /// others. A file or a source has no such share, since its lines share cases and identities with those of other files.
    /// </summary>
    /// <exception cref="ArgumentException">It holds more of something than is there: it was never added. What is left is then of no use.</exception>
    public void Subtract(PartialResult other)
    {
        AddCounts(other, -1);
        Cells.Subtract(other.Cells);
        ProjectCases.Subtract(other.ProjectCases);
        Horizon -= other.Horizon;
    }

    void AddCounts(PartialResult other, int times)
    {
        Counts.Add(MemoryMarshal.Cast<FileIdentity, long>(Identities.AsSpan()), MemoryMarshal.Cast<FileIdentity, long>(other.Identities.AsSpan()), times);
        Counts.Add(WarningCounts, other.WarningCounts, times);
    }
}
