namespace Metrics.Cli.Generate.City;

/// <summary>A department of the city and how fast it works.</summary>
/// <param name="OnTime">Promises kept, per mille.</param>
/// <param name="Pace">Working days that a kept promise takes on average, per cent of the days promised.</param>
sealed record Department(string Name, int OnTime, int Pace)
{
    public static readonly IReadOnlyList<Department> All =
        [.. CityData.Rows("departments.csv").Select(f => new Department(f[0], CityData.Number(f[1]), CityData.Number(f[2])))];
}
