namespace Metrics.EndToEnd;

/// <summary>The reduced job: approval time of cases and stages, and online handling, of a plain generated city.</summary>
/// <param name="City">Folder with <c>catalogue.csv</c> and <c>logs/</c>.</param>
/// <param name="Days">CSV <c>day,ordinal</c>: each day of the year and of the two around it, with its running number of working days.</param>
/// <param name="Target">Folder that gets <c>approval_time.csv</c> and <c>online_handling.csv</c>.</param>
sealed record ReducedJob(string City, string Days, string Target);
