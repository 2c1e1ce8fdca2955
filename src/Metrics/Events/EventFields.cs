namespace Metrics.Events;

/// <summary>
/// One well-formed line, normalised: texts are trimmed UTF-8, words are canonical, and every field that the event
/// does not use (contract 1.1) is empty, so that equal fields mean equal canonical content (contract 1.2).
/// </summary>
public ref struct EventFields
{
    /// <summary>First physical line of the record in its file; the header is 1.</summary>
    public uint Line;
    public EventKind Kind;
    /// <summary>China Standard Time, ticks of 100 ns since 0001-01-01.</summary>
    public long At;
    public ReadOnlySpan<byte> CaseId;
    /// <summary>Empty: the identity is the canonical content.</summary>
    public ReadOnlySpan<byte> EventId;
    public ReadOnlySpan<byte> ItemCode;
    public ReadOnlySpan<byte> Policy;
    /// <summary>First six digits of the division code (GB/T 2260).</summary>
    public District District;
    /// <summary>On an acceptance never <see cref="Events.Channel.None"/>: the source's own is filled in.</summary>
    public Channel Channel;
    /// <summary>The line names the channel itself.</summary>
    public bool NamesChannel;
    public ReadOnlySpan<byte> Stage;
    /// <summary>Trimmed pieces, sorted as bytes, unique, joined by ';'.</summary>
    public ReadOnlySpan<byte> Stages;
    public Result Result;
    public PauseReason Reason;
    /// <summary>Working days on an extension (1 to 60), the rating on a rating (1 to 5), else 0.</summary>
    public byte Number;
    public ReadOnlySpan<byte> ProjectCode;
    /// <summary>When the source last wrote the line, as <see cref="At"/>; 0 when it does not say.</summary>
    public long Updated;
    /// <summary>The source takes the event back; with an event id, nothing but identity and version is filled in.</summary>
    public bool Deleted;
}
