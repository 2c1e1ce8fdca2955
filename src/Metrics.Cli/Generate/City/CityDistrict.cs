namespace Metrics.Cli.Generate.City;

/// <summary>A district of the city (行政区划, GB/T 2260) and how its hall differs from the others.</summary>
/// <param name="Weight">Share of the city's cases, relative.</param>
/// <param name="Online">Applications that come over the one-net platform, per mille.</param>
/// <param name="Slower">Promises kept less often than the department's average, per mille.</param>
sealed record CityDistrict(int Code, string Name, int Weight, int Online, int Slower)
{
    /// <summary>Hangzhou (杭州) with its divisions of 2019.</summary>
    public static readonly IReadOnlyList<CityDistrict> All =
    [
        new(330100, "市本级", 12, 700, 0),
        new(330102, "上城区", 8, 680, 5),
        new(330103, "下城区", 9, 660, 5),
        new(330104, "江干区", 11, 690, 10),
        new(330105, "拱墅区", 9, 670, 5),
        new(330106, "西湖区", 13, 740, 0),
        new(330108, "滨江区", 10, 780, 0),
        new(330109, "萧山区", 14, 640, 15),
        new(330110, "余杭区", 15, 650, 15),
        new(330111, "富阳区", 6, 560, 20),
        new(330112, "临安区", 5, 520, 20),
        new(330122, "桐庐县", 3, 480, 25),
        new(330127, "淳安县", 2, 420, 30),
        new(330182, "建德市", 3, 450, 25),
    ];
}
