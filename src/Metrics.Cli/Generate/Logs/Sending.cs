namespace Metrics.Cli.Generate.Logs;

/// <summary>What a line says beyond its event.</summary>
/// <param name="Variety">Random bits: decide what the line may leave out.</param>
/// <param name="EventId">Number that identifies the event within its case, whoever sends it.</param>
/// <param name="UpdatedDay">Day of the year on which the source wrote the line.</param>
/// <param name="UpdatedSecond">Second of that day.</param>
readonly record struct Sending(ulong Variety, long EventId, int UpdatedDay, int UpdatedSecond)
{
    /// <summary>The line takes its event back.</summary>
    public bool Deleted { get; init; }
    /// <summary>Sent by a system that is not the case's own: the channel must be named.</summary>
    public bool Elsewhere { get; init; }
}
