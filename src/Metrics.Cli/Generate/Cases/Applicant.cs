using Metrics.CaseLogs;

namespace Metrics.Cli.Generate.Cases;

/// <summary>Who applies: in which district, and which way.</summary>
/// <param name="District">Index into <see cref="City.District.All"/>.</param>
readonly record struct Applicant(int District)
{
    static readonly int[] Lottery =
        [.. City.District.All.SelectMany((d, i) => Enumerable.Repeat(i, d.Weight))];

    public static Applicant Draw(ref Draws draws) => new(Lottery[draws.Below(Lottery.Length)]);

    /// <param name="online">Whether the item can be applied for online; if not, a few do so all the same, by a detour.</param>
    /// <param name="free">A day on which the halls are closed.</param>
    public Channel Channel(ref Draws draws, bool online, bool free)
    {
        if (free)
            return CaseLogs.Channel.OneNet;
        var share = online ? City.District.All[District].Online : 40;
        return draws.PerMille(share) ? CaseLogs.Channel.OneNet
            : draws.PerMille(40) ? CaseLogs.Channel.Other : CaseLogs.Channel.OneWindow;
    }
}
