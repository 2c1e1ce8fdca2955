using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Store;

/// <summary>Sizes from which the event store is read in several steps, and is put in order.</summary>
public sealed class StoreOptions
{
    /// <summary>Events up to which a run folds all shards in one step; above, each shard is a step. The default is 20,000,000.</summary>
    [Range(0, 100_000_000)]
    public long FoldTogetherUpTo { get; init; } = 20_000_000;

    /// <summary>Small parts of the event store (under 262,144 events) from which they are merged after a run. The default is 32.</summary>
    [Range(2, 10_000)]
    public int MergePartsFrom { get; init; } = 32;
}

/// <summary>Checks the ranges above; generated.</summary>
[OptionsValidator]
sealed partial class ValidateStoreOptions : IValidateOptions<StoreOptions>;
