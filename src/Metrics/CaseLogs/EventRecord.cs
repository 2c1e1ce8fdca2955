using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace Metrics.CaseLogs;

/// <summary>
/// A packed event: self-contained bytes that can be scattered, spilled and shipped. Layout, little endian:
/// size u32, line u32, at i64, case hash u32, kind u8, channel | result &lt;&lt; 2 u8, reason u8, number u8,
/// case_id length u16, event_id length u16, district i32, the texts case_id and event_id, then, each after its
/// length (u32), on an acceptance item_code, policy, stages, project_code; on a refusal item_code; on a stage event stage.
/// </summary>
public readonly ref struct EventRecord(ReadOnlySpan<byte> bytes)
{
    /// <summary>Bytes before the first text.</summary>
    internal const int HeaderSize = 32;
    const int ContentStart = 8;

    readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The record at the start of <paramref name="buffer"/>; what follows is left out.</summary>
    public static EventRecord At0(ReadOnlySpan<byte> buffer) =>
        new(buffer[..(int)BinaryPrimitives.ReadUInt32LittleEndian(buffer)]);

    /// <summary>The hash that scatters cases over shards (upper bits) and groups them (lower 32); never an identity.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> caseId) => XxHash3.HashToUInt64(caseId);

    public int Size => _bytes.Length;
    public ReadOnlySpan<byte> Bytes => _bytes;
    public uint Line => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[4..]);
    public long At => BinaryPrimitives.ReadInt64LittleEndian(_bytes[8..]);
    public uint CaseHash => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[16..]);
    public EventKind Kind => (EventKind)_bytes[20];
    public Channel Channel => (Channel)(_bytes[21] & 3);
    public Result Result => (Result)(_bytes[21] >> 2);
    public PauseReason Reason => (PauseReason)_bytes[22];
    public byte Number => _bytes[23];
    public int District => BinaryPrimitives.ReadInt32LittleEndian(_bytes[28..]);
    int CaseIdLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[24..]);
    int EventIdLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[26..]);
    public ReadOnlySpan<byte> CaseId => _bytes.Slice(HeaderSize, CaseIdLength);
    public ReadOnlySpan<byte> EventId => _bytes.Slice(HeaderSize + CaseIdLength, EventIdLength);
    public ReadOnlySpan<byte> ItemCode => Kind is EventKind.Accepted or EventKind.Refused ? Text(0) : default;
    public ReadOnlySpan<byte> Policy => Kind is EventKind.Accepted ? Text(1) : default;
    public ReadOnlySpan<byte> Stages => Kind is EventKind.Accepted ? Text(2) : default;
    public ReadOnlySpan<byte> ProjectCode => Kind is EventKind.Accepted ? Text(3) : default;
    public ReadOnlySpan<byte> Stage => Kind is EventKind.StageStarted or EventKind.StageDone ? Text(0) : default;

    /// <summary>Same canonical content, case and event id; the line number does not count.</summary>
    public bool SameContent(EventRecord other) => Content.SequenceEqual(other.Content);

    /// <summary>The packed content: equal bytes mean one canonical content of one identity.</summary>
    internal ReadOnlySpan<byte> Content => _bytes[ContentStart..];

    ReadOnlySpan<byte> Text(int index)
    {
        var rest = _bytes[(HeaderSize + CaseIdLength + EventIdLength)..];
        for (; index > 0; index--)
            rest = rest[(4 + BinaryPrimitives.ReadInt32LittleEndian(rest))..];
        return rest.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(rest));
    }

    /// <summary>Bytes that <see cref="Write"/> needs at most.</summary>
    internal static int MaxSize(in EventFields f) =>
        HeaderSize + 16 + f.CaseId.Length + f.EventId.Length + f.ItemCode.Length + f.Policy.Length + f.Stage.Length
        + f.Stages.Length + f.ProjectCode.Length;

    /// <summary>Packs <paramref name="f"/> into <paramref name="into"/>; returns the record's size.</summary>
    internal static int Write(in EventFields f, uint caseHash, Span<byte> into)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(into[4..], f.Line);
        BinaryPrimitives.WriteInt64LittleEndian(into[8..], f.At);
        BinaryPrimitives.WriteUInt32LittleEndian(into[16..], caseHash);
        into[20] = (byte)f.Kind;
        into[21] = (byte)((int)f.Channel | (int)f.Result << 2);
        into[22] = (byte)f.Reason;
        into[23] = f.Number;
        BinaryPrimitives.WriteUInt16LittleEndian(into[24..], (ushort)f.CaseId.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(into[26..], (ushort)f.EventId.Length);
        BinaryPrimitives.WriteInt32LittleEndian(into[28..], f.District);
        var at = HeaderSize;
        f.CaseId.CopyTo(into[at..]);
        at += f.CaseId.Length;
        f.EventId.CopyTo(into[at..]);
        at += f.EventId.Length;
        switch (f.Kind)
        {
            case EventKind.Accepted:
                Put(f.ItemCode, into, ref at);
                Put(f.Policy, into, ref at);
                Put(f.Stages, into, ref at);
                Put(f.ProjectCode, into, ref at);
                break;
            case EventKind.Refused:
                Put(f.ItemCode, into, ref at);
                break;
            case EventKind.StageStarted or EventKind.StageDone:
                Put(f.Stage, into, ref at);
                break;
        }
        BinaryPrimitives.WriteUInt32LittleEndian(into, (uint)at);
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(ReadOnlySpan<byte> text, Span<byte> into, ref int at)
    {
        BinaryPrimitives.WriteInt32LittleEndian(into[at..], text.Length);
        text.CopyTo(into[(at + 4)..]);
        at += 4 + text.Length;
    }
}
