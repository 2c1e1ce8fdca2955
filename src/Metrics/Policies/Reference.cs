using Metrics.Calendars;
using Metrics.Registers;

namespace Metrics.Policies;

/// <summary>The reference data of a run: what items, limits and working days are. Immutable, for any thread.</summary>
public sealed class Reference
{
    public required Catalogue Catalogue { get; init; }
    public required PolicySet Policies { get; init; }
    public required CalendarBook Calendars { get; init; }

    /// <summary>SHA-256 of the mappings that the logs were read by, lower-case hex; null: there are none.</summary>
    public string? MappingsSha256 { get; init; }

    /// <summary>What a report counts that is no case (登记簿); null: there is none.</summary>
    public Register? Register { get; init; }

    public IndicatorSet Indicators { get; init; } = IndicatorSet.Shipped;

    /// <summary>Reads a catalogue (事项目录, CSV), policies (时限政策, JSON; null: the shipped ones), a register (登记簿, CSV) and indicators (JSON).</summary>
    /// <exception cref="RefusedException">One of them is refused.</exception>
    public static Reference Read(
        byte[] catalogue, byte[]? policies, CalendarBook calendars, byte[]? register = null, byte[]? indicators = null,
        string? mappingsSha256 = null)
    {
        var set = policies is null ? PolicySet.Shipped : PolicySet.Read(policies);
        return new()
        {
            Catalogue = Catalogue.Read(catalogue, set),
            Policies = set,
            Calendars = calendars,
            Register = register is null ? null : Register.Read(register),
            Indicators = indicators is null ? IndicatorSet.Shipped : IndicatorSet.Read(indicators),
            MappingsSha256 = mappingsSha256,
        };
    }
}
