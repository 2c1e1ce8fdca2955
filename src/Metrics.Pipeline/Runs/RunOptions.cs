namespace Metrics.Pipeline.Runs;

/// <summary>Which day the nightly run speaks of, and of which city.</summary>
public sealed class RunOptions
{
    /// <summary>The day that the nightly run speaks of. The default is yesterday, China Standard Time.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The calendar of the nightly run is taken as it was known on this day. The default is all that is known.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>The city's name, for those who read a publication. The default is none.</summary>
    public string City { get; init; } = "";
}
