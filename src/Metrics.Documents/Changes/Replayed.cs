using Metrics.Documents.Published;

namespace Metrics.Documents.Changes;

/// <summary>Publications made again, one change after the other.</summary>
/// <param name="Between">In the order of the reasons.</param>
/// <param name="Reasons">One more than publications: what leads from each to the next, from the older publication to the newer.</param>
public sealed record Replayed(IReadOnlyList<PublicationReader> Between, IReadOnlyList<Reason> Reasons);
