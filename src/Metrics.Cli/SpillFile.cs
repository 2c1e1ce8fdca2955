using Metrics.Documents;
using Metrics.Events;

namespace Metrics.Cli;

/// <summary>Where the shards of a command put what they cannot hold in memory.</summary>
static class SpillFile
{
    internal const long HeldBytes = 352L * 1024 * 1024;

    /// <param name="threads">Threads that share the memory.</param>
    internal static Spill Of(int threads) => new(HeldBytes / threads, TemporaryFile.Open);
}
