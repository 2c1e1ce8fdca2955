using Metrics.CaseLogs;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>A publication (contract section 5): its id and its files, bytes and all.</summary>
public sealed class Publication
{
    public static Publication Of(Summary summary, IReadOnlyList<LogTally> tallies, Reference reference, DateOnly? knownOn) =>
        throw new NotSupportedException();

    /// <summary><c>{as_of}-{first 12 hex of the SHA-256 of manifest.json}</c></summary>
    public string Id { get; } = "";
    /// <summary>File name → bytes: the tables as CSV, <c>summary.json</c>, <c>manifest.json</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>();
}
