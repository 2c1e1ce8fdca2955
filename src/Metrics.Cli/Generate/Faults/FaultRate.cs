using System.Globalization;
using Metrics.Events;

namespace Metrics.Cli.Generate.Faults;

/// <summary>Where faults are planted; one subject gets one fault of a group at most.</summary>
enum FaultGroup
{
    Repeated,
    Revised,
    Rejected,
    Case,
    Pause,
    Export,
}

/// <summary>How often a fault is planted.</summary>
/// <param name="Name">Its name in the report; of a broken line the reason code (contract 1.2).</param>
/// <param name="Every">One fault in so many subjects; 1 or more.</param>
/// <param name="Of">The subjects, in the plural.</param>
/// <param name="Kind">The event that can have the fault; none: any.</param>
sealed record FaultRate(Fault Fault, FaultGroup Group, string Name, int Every, string Of, EventKind Kind = EventKind.None)
{
    public string Rate => string.Create(CultureInfo.InvariantCulture, $"{(Every == 1 ? "all" : $"1 in {Every}")} {Of}");
}
