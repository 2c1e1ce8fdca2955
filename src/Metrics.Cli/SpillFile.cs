using Metrics.Documents;
using Metrics.Events;

namespace Metrics.Cli;

/// <summary>Where the shards of a command put what they cannot hold in memory.</summary>
static class SpillFile
{
    internal const long HeldBytes = 352L * 1024 * 1024;

    /// <summary>Of <see cref="HeldBytes"/>, for the parts of the evidence that are gathered and written while shards are folded.</summary>
    const long EvidenceBytes = 64L * 1024 * 1024;

    /// <param name="threads">Threads that share the memory.</param>
    /// <param name="withEvidence">Whether evidence is written too.</param>
    internal static Spill Of(int threads, bool withEvidence = false) =>
        new((HeldBytes - (withEvidence ? EvidenceBytes : 0)) / threads, TemporaryFile.Open);
}
