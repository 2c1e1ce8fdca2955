namespace Metrics.Pipeline.Sources;

/// <summary>The days that a log is asked for, both among them.</summary>
readonly record struct DayRange(DateOnly First, DateOnly Last)
{
    internal static DayRange Of(DateOnly day) => new(day, day);
}
