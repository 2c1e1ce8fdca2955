using Metrics.CaseLogs;

namespace Metrics.Folding;

/// <summary>What became of the lines of a file: lines = accepted + duplicate + rejected, always.</summary>
/// <param name="ByReason">Rejected lines by <see cref="RejectReason"/>.</param>
public sealed record FileQuality(long Lines, long Accepted, long Duplicate, IReadOnlyList<long> ByReason)
{
    /// <summary>Of a refused file.</summary>
    internal static readonly FileQuality None = new(0, 0, 0, []);

    public long Rejected => ByReason.Sum();

    /// <summary>lines, accepted, duplicate, rejected, then each reason.</summary>
    internal long[] Counts => [Lines, Accepted, Duplicate, Rejected, .. ByReason];

    /// <exception cref="InvalidOperationException">The law of lines is broken: a defect, never the input's fault.</exception>
    public static FileQuality Of(LogTally tally, FileIdentity identity)
    {
        var reasons = tally.Rejected.ToArray();
        reasons[(int)RejectReason.UnknownItem] += identity.UnknownItem;
        reasons[(int)RejectReason.UnknownPolicy] += identity.UnknownPolicy;
        var quality = new FileQuality(tally.Lines, identity.Accepted, identity.Duplicate, reasons);
        return quality.Lines == quality.Accepted + quality.Duplicate + quality.Rejected ? quality
            : throw new InvalidOperationException($"{tally.File.Source}/{tally.File.Name}: {quality.Lines} lines, but "
                + $"{quality.Accepted} accepted + {quality.Duplicate} duplicate + {quality.Rejected} rejected");
    }
}
