using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Generate.Faults;

/// <summary>Draws the fault of a group that a subject gets, mostly none.</summary>
/// <param name="plain">No subject gets any.</param>
sealed class FaultChance(FaultGroup group, bool plain)
{
    readonly IReadOnlyList<FaultRate> _rates = plain ? [] : FaultRates.Of(group);

    public Fault Draw(ref Draws draws)
    {
        var rest = draws.Next() >> 32;
        foreach (var rate in _rates)
        {
            var share = (1UL << 32) / (ulong)rate.Every;
            if (rest < share)
                return rate.Fault;
            rest -= share;
        }
        return Fault.None;
    }
}
