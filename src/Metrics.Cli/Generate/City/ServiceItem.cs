namespace Metrics.Cli.Generate.City;

/// <summary>A service item (事项) of the generated catalogue.</summary>
/// <param name="Department">Index into <see cref="City.Department.All"/>.</param>
/// <param name="PromisedDays">Working days promised at the beginning of the year; 0 = at once.</param>
/// <param name="PromisedFromJuly">The same from 1 July on: the city shortens some promises in the middle of the year.</param>
/// <param name="Weight">Share of the city's cases, relative; 0: only within a project.</param>
sealed record ServiceItem(
    string Code, string Name, bool Licence, int Department, int PromisedDays, int PromisedFromJuly, int StatutoryDays,
    int Weight, bool Online, string Policy)
{
    /// <summary>Number of the subject and of its variant: what the flags are derived from.</summary>
    public required int Subject { get; init; }
    public required int Variant { get; init; }

    /// <summary>不宜网办: kept off the net on purpose.</summary>
    public bool OnlineExcluded => !Online && Subject % 3 == 0;
    /// <summary>不宜进驻: not meant for the hall.</summary>
    public bool HallExcluded => Subject % 17 == 5;
    public bool Hall => !HallExcluded && Subject % 13 != 7;
    public bool Immediate => PromisedDays == 0;
    public bool OneTrip => PromisedDays <= 10;
    public bool HighFrequency => Weight >= 15;
    /// <summary>网办深度: 1 information only … 4 wholly online.</summary>
    public int OnlineDepth => !Online ? 1 : Immediate ? 4 : Variant % 2 == 0 ? 3 : 2;
}
