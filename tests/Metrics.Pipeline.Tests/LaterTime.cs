namespace Metrics.Pipeline.Tests;

/// <summary>The system's clock, moved: time goes on, so that hosts work.</summary>
sealed class LaterTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;

    /// <summary>A clock that stands at <paramref name="moment"/> now and goes on from there.</summary>
    internal static LaterTime At(string moment) =>
        new(DateTimeOffset.Parse(moment, global::System.Globalization.CultureInfo.InvariantCulture) - System.GetUtcNow());
}
