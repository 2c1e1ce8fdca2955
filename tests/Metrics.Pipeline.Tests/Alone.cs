namespace Metrics.Pipeline.Tests;

/// <summary>Tests beside which no other runs: they measure what belongs to the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
