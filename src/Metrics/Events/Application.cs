namespace Metrics.Events;

/// <summary>What an acceptance says of its case; of a refusal, district and item alone.</summary>
readonly ref struct Application
{
    internal District District { get; init; }
    internal ReadOnlySpan<byte> ItemCode { get; init; }
    internal ReadOnlySpan<byte> Policy { get; init; }
    internal ReadOnlySpan<byte> Stages { get; init; }
    internal ReadOnlySpan<byte> ProjectCode { get; init; }
}
