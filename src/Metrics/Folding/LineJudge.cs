using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>Judges the lines of files, each as if it were alone (contract 1.2), by the steps of a run: for their receipts.</summary>
public static class LineJudge
{
    /// <summary>By file: what became of its lines. Shard by shard, so that memory is bounded by one.</summary>
    /// <param name="shards">With line numbers.</param>
    /// <param name="rejected">Called for each line that the reference data rejects, with the ordinal of its file.</param>
    public static FileIdentity[] Judge(EventShards shards, int files, Reference reference, Action<int, Rejection> rejected)
    {
        var found = new FileIdentity[files];
        var records = new CaseRecords(reference);
        // Which lines repeat others depends on no day.
        var identities = new Identities(records, found, new long[Warnings.Codes.Count], new(rejected));
        var buffer = new ShardBuffer();
        for (var shard = 0; shard < shards.Count; shard++)
        {
            foreach (var file in shards.Read(shard, buffer).GroupBy(s => s.File))
            {
                records.Load([.. file]);
                for (var i = 0; i < records.Cases; i++)
                    identities.Resolve(records.LinesOf(i), long.MaxValue);
            }
        }
        return found;
    }
}
