using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Cases;

/// <summary>Who applies: in which district, and which way.</summary>
/// <param name="District">Index into <see cref="CityDistrict.All"/>.</param>
readonly record struct Applicant(int District)
{
    static readonly WeightedChoice _byDistrict = new(CityDistrict.All.Select(d => d.Weight));

    public static Applicant Draw(ref Draws draws) => new(_byDistrict.Draw(ref draws));

    /// <param name="online">Whether the item can be applied for online; if not, a few do so all the same, by a detour.</param>
    /// <param name="free">A day on which the halls are closed.</param>
    public Channel DrawChannel(ref Draws draws, bool online, bool free)
    {
        if (free)
            return Channel.OneNet;
        var share = online ? CityDistrict.All[District].Online : 40;
        return draws.PerMille(share) ? Channel.OneNet
            : draws.PerMille(40) ? Channel.Other : Channel.OneWindow;
    }
}
