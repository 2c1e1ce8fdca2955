using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Ledger;

/// <summary>A log that is left out of the runs because it could not be taken in, and why. STORED with a run.</summary>
/// <param name="Reason">What failed, in the words of whoever failed.</param>
public sealed record LogFailure(string Source, string Name, string Reason)
{
    const int LongestReason = 1024;

    /// <summary>The failure of a log whose reading ended the process: it can tell nothing itself.</summary>
    internal const string Ended = "the process ended while it was taken in";

    internal static string ReasonOf(Exception failure) => $"{failure.GetType().Name}: {failure.Message}".Cut(LongestReason);

    public override string ToString() =>
        $"{Source}/{Name} was left out: {Reason}. It stays in the inbox; push it again to have it tried again. (未能处理，已略去；文件仍在收件箱，重新推送后再试。)";
}
