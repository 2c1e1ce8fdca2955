using Metrics.Calendars;

namespace Metrics.Policies;

/// <summary>The reference data of a run: what items, limits and working days are. Immutable, for any thread.</summary>
public sealed class Reference
{
    public required Catalogue Catalogue { get; init; }
    public required PolicySet Policies { get; init; }
    public required CalendarBook Calendars { get; init; }

    /// <summary>Reads a catalogue (事项目录, CSV) and policies (时限政策, JSON; null: the shipped ones).</summary>
    /// <exception cref="RefusedException">The catalogue or the policies are refused.</exception>
    public static Reference Read(byte[] catalogue, byte[]? policies, CalendarBook calendars)
    {
        var set = policies is null ? PolicySet.Shipped : PolicySet.Read(policies);
        return new() { Catalogue = Catalogue.Read(catalogue, set), Policies = set, Calendars = calendars };
    }
}
