namespace Metrics.Policies;

/// <summary>The policies of a run (时限政策): data, each version dated.</summary>
public sealed class PolicySet
{
    /// <summary>What is in force without a file: <c>business_setup</c> (企业开办) alone.</summary>
    public static PolicySet Shipped => throw new NotSupportedException();

    /// <exception cref="ReferenceException">The policies are refused.</exception>
    public static PolicySet Read(ReadOnlyMemory<byte> json) => throw new NotSupportedException();

    /// <summary>SHA-256 of the bytes read, lower-case hex; null for the shipped set.</summary>
    public string? Sha256 { get; }
}
