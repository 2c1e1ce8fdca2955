namespace Metrics.Cli.Generate.City;

/// <summary>What to generate.</summary>
/// <param name="Cases">Cases that begin within the year.</param>
/// <param name="Plain">Logs in one dialect, with nothing repeated and nothing broken, of cases without a mistake.</param>
sealed record CityPlan(int Cases, ulong Seed, int Year, bool Plain);
