using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.CaseLogs;

/// <summary>
/// A packed event: self-contained bytes that can be scattered, spilled and shipped. Layout, little endian: size u24, line u32;
/// then the content: at u40 in seconds, kind u8 (bit 6: a fraction of the second follows the header, u24 in ticks; bit 7: the
/// event id has 256 bytes), case_id length - 1 u8, event_id length u8, case_id, event_id; then, if the kind has one, its value
/// u8 (channel, result, reason or number); on an acceptance district i32, item_code, policy, stages, project_code; on a refusal
/// district i32, item_code; on a stage event stage: each text after its length (7 bits a byte, low ones first).
/// </summary>
public readonly ref struct EventRecord(ReadOnlySpan<byte> bytes)
{
    /// <summary>STORED beside packed events in the event store: a change of the layout above needs a new number.</summary>
    public const int Layout = 2;

    /// <summary>Bytes before the first text, without a fraction.</summary>
    const int HeaderSize = 15;
    const int FractionSize = 3;
    const int ContentStart = 7;
    const int MaxLengthSize = 5;
    const byte KindBits = 0x1F;
    const byte HasFraction = 0x40;
    const byte LongEventId = 0x80;

    readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The record at the start of <paramref name="buffer"/>; what follows is left out.</summary>
    public static EventRecord At0(ReadOnlySpan<byte> buffer) =>
        new(buffer[..(int)(BinaryPrimitives.ReadUInt32LittleEndian(buffer) & 0xFF_FFFF)]);

    /// <summary>The hash that scatters cases over shards (upper bits) and groups them (lower 32); never an identity.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> caseId) => XxHash3.HashToUInt64(caseId);

    public int Size => _bytes.Length;
    public ReadOnlySpan<byte> Bytes => _bytes;
    public uint Line => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[3..]);
    public long At => (long)(BinaryPrimitives.ReadUInt64LittleEndian(_bytes[7..]) & 0xFF_FFFF_FFFF) * TimeSpan.TicksPerSecond + Fraction;
    /// <summary>The lower 32 bits of <see cref="HashOf"/>, computed anew.</summary>
    public uint CaseHash => unchecked((uint)HashOf(CaseId));
    public EventKind Kind => (EventKind)(_bytes[12] & KindBits);
    public Channel Channel => Kind is EventKind.Accepted ? (Channel)Rest[0] : Channel.None;
    public Result Result => Kind is EventKind.Decided ? (Result)Rest[0] : Result.None;
    public PauseReason Reason => Kind is EventKind.CorrectionStarted or EventKind.SpecialStarted ? (PauseReason)Rest[0] : PauseReason.None;
    public byte Number => Kind is EventKind.Extended or EventKind.Rated ? Rest[0] : (byte)0;
    public ReadOnlySpan<byte> CaseId => _bytes.Slice(TextStart, CaseIdLength);
    public ReadOnlySpan<byte> EventId => _bytes.Slice(TextStart + CaseIdLength, EventIdLength);
    public int District => Kind is EventKind.Accepted or EventKind.Refused ? BinaryPrimitives.ReadInt32LittleEndian(Used) : 0;
    public ReadOnlySpan<byte> ItemCode => Kind is EventKind.Accepted or EventKind.Refused ? Text(Used[sizeof(int)..], 0) : default;
    public ReadOnlySpan<byte> Policy => Kind is EventKind.Accepted ? Text(Used[sizeof(int)..], 1) : default;
    public ReadOnlySpan<byte> Stages => Kind is EventKind.Accepted ? Text(Used[sizeof(int)..], 2) : default;
    public ReadOnlySpan<byte> ProjectCode => Kind is EventKind.Accepted ? Text(Used[sizeof(int)..], 3) : default;
    public ReadOnlySpan<byte> Stage => Kind is EventKind.StageStarted or EventKind.StageDone ? Text(Used, 0) : default;

    /// <summary>Same canonical content, case and event id; the line number does not count.</summary>
    public bool SameContent(EventRecord other) => Content.SequenceEqual(other.Content);

    /// <summary>The packed content: equal bytes mean one canonical content of one identity.</summary>
    internal ReadOnlySpan<byte> Content => _bytes[ContentStart..];

    int CaseIdLength => _bytes[13] + 1;
    int EventIdLength => _bytes[14] | (_bytes[12] & LongEventId) << 1;
    int TextStart => HeaderSize + ((_bytes[12] & HasFraction) == 0 ? 0 : FractionSize);
    int Fraction => (_bytes[12] & HasFraction) == 0 ? 0 : _bytes[15] | _bytes[16] << 8 | _bytes[17] << 16;

    /// <summary>What follows the two identifiers.</summary>
    ReadOnlySpan<byte> Rest => _bytes[(TextStart + CaseIdLength + EventIdLength)..];

    /// <summary>The fields after the value.</summary>
    ReadOnlySpan<byte> Used => Kind is EventKind.Accepted ? Rest[1..] : Rest;

    static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> texts, int index)
    {
        for (; ; index--)
        {
            int length = 0, at = 0;
            do
                length |= (texts[at] & 0x7F) << 7 * at;
            while (texts[at++] >= 0x80);
            if (index == 0)
                return texts.Slice(at, length);
            texts = texts[(at + length)..];
        }
    }

    /// <summary>Bytes that <see cref="Write"/> needs at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int MaxSize(in EventFields f)
    {
        var size = HeaderSize + FractionSize + f.CaseId.Length + f.EventId.Length + 1;
        return f.Kind switch
        {
            EventKind.Accepted or EventKind.Refused => size + sizeof(int) + 4 * MaxLengthSize
                + f.ItemCode.Length + f.Policy.Length + f.Stages.Length + f.ProjectCode.Length,
            EventKind.StageStarted or EventKind.StageDone => size + MaxLengthSize + f.Stage.Length,
            _ => size,
        };
    }

    /// <summary>Packs <paramref name="f"/> into <paramref name="into"/>, of <see cref="MaxSize"/> bytes or more; returns the record's size.</summary>
    /// <exception cref="ArgumentException">An identifier of more than 256 bytes (64 code points), or no case_id.</exception>
    internal static int Write(in EventFields f, Span<byte> into)
    {
        if (f.CaseId.Length - 1 is < 0 or > byte.MaxValue || f.EventId.Length > byte.MaxValue + 1)
            throw new ArgumentException("case_id has 1 to 256 bytes and event_id at most 256", nameof(f));
        var header = into[..(HeaderSize + FractionSize)];
        var (seconds, fraction) = Math.DivRem((ulong)f.At, TimeSpan.TicksPerSecond);
        BinaryPrimitives.WriteUInt32LittleEndian(header[3..], f.Line);
        BinaryPrimitives.WriteUInt64LittleEndian(header[7..], seconds);
        header[12] = (byte)((byte)f.Kind | (f.EventId.Length >> 1 & LongEventId));
        header[13] = unchecked((byte)(f.CaseId.Length - 1));
        header[14] = unchecked((byte)f.EventId.Length);
        var at = HeaderSize;
        if (fraction > 0)
            PutFraction((int)fraction, header, ref at);
        Copy(f.CaseId, into, ref at);
        Copy(f.EventId, into, ref at);
        PutUsed(f, into, ref at);
        BinaryPrimitives.WriteUInt16LittleEndian(header, unchecked((ushort)at));
        header[2] = (byte)(at >> 16);
        return at;
    }

    static void PutFraction(int ticks, Span<byte> header, ref int at)
    {
        header[12] |= HasFraction;
        header[15] = unchecked((byte)ticks);
        BinaryPrimitives.WriteUInt16LittleEndian(header[16..], (ushort)(ticks >> 8));
        at += FractionSize;
    }

    /// <summary>The fields that the kind of event uses (contract 1.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutUsed(in EventFields f, Span<byte> into, ref int at)
    {
        if (f.Kind is EventKind.Accepted or EventKind.Decided or EventKind.CorrectionStarted or EventKind.SpecialStarted
            or EventKind.Extended or EventKind.Rated)
            into[at++] = (byte)((byte)f.Channel | (byte)f.Result | (byte)f.Reason | f.Number);
        if (f.Kind is EventKind.Accepted or EventKind.Refused)
        {
            BinaryPrimitives.WriteInt32LittleEndian(into[at..], f.District);
            at += sizeof(int);
            Put(f.ItemCode, into, ref at);
        }
        if (f.Kind is EventKind.Accepted)
        {
            Put(f.Policy, into, ref at);
            Put(f.Stages, into, ref at);
            Put(f.ProjectCode, into, ref at);
        }
        else if (f.Kind is EventKind.StageStarted or EventKind.StageDone)
        {
            Put(f.Stage, into, ref at);
        }
    }

    static void Put(ReadOnlySpan<byte> text, Span<byte> into, ref int at)
    {
        var length = text.Length;
        for (; length >= 0x80; length >>= 7)
            into[at++] = (byte)(length & 0x7F | 0x80);
        into[at++] = (byte)length;
        Copy(text, into, ref at);
    }

    /// <summary>Texts have mostly 8 to 32 bytes: two moves that may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(ReadOnlySpan<byte> text, Span<byte> into, ref int at)
    {
        var to = into.Slice(at, text.Length);
        at += text.Length;
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref MemoryMarshal.GetReference(to);
        if (text.Length - 8 is >= 0 and <= 8)
        {
            Move<ulong>(ref source, ref target, 0);
            Move<ulong>(ref source, ref target, text.Length - 8);
        }
        else if (text.Length - 16 is >= 0 and <= 16)
        {
            Move<UInt128>(ref source, ref target, 0);
            Move<UInt128>(ref source, ref target, text.Length - 16);
        }
        else
        {
            text.CopyTo(to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Move<T>(ref byte source, ref byte target, int at) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, at), Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref source, at)));
}
