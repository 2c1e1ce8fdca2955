using Metrics.Calendars;

namespace Metrics.Policies;

/// <summary>Catalogue, policies or calendar records that cannot be used: nothing is computed with them.</summary>
/// <param name="message">Where, what was found, what was expected.</param>
/// <param name="messageZh">The same in Chinese.</param>
public sealed class ReferenceException(string message, string messageZh) : Exception(message)
{
    public string MessageZh { get; } = messageZh;
}

/// <summary>The reference data of a run: what items, limits and working days are. Immutable, for any thread.</summary>
public sealed class Reference
{
    public required Catalogue Catalogue { get; init; }
    public required PolicySet Policies { get; init; }
    public required CalendarBook Calendars { get; init; }

    /// <summary>Reads a catalogue (事项目录, CSV) and policies (时限政策, JSON; null: the shipped ones).</summary>
    /// <exception cref="ReferenceException">The catalogue or the policies are refused.</exception>
    public static Reference Read(byte[] catalogue, byte[]? policies, CalendarBook calendars)
    {
        var set = policies is null ? PolicySet.Shipped : PolicySet.Read(policies);
        return new() { Catalogue = Catalogue.Read(catalogue, set), Policies = set, Calendars = calendars };
    }
}
