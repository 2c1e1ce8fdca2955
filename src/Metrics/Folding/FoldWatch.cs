using Metrics.CaseLogs;
using Metrics.Evidence;

namespace Metrics.Folding;

/// <summary>Who wants to know what a fold only counts; called from any thread, in any order.</summary>
/// <param name="Rejected">Each line that the reference data rejects, with the ordinal of its file.</param>
/// <param name="Warned">Each warning that a case gave.</param>
public sealed record FoldWatch(Action<int, Rejection>? Rejected = null, Action<GivenWarning>? Warned = null);
