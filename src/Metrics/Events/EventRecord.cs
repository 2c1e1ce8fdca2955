using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Events;

/// <summary>What an acceptance says of its case; of a refusal, district and item alone.</summary>
readonly ref struct Application
{
    internal int District { get; init; }
    internal ReadOnlySpan<byte> ItemCode { get; init; }
    internal ReadOnlySpan<byte> Policy { get; init; }
    internal ReadOnlySpan<byte> Stages { get; init; }
    internal ReadOnlySpan<byte> ProjectCode { get; init; }
}

/// <summary>
/// A packed event: self-contained bytes that can be scattered, spilled and shipped. Layout, little endian: kind u8 (bit 5: there
/// is a line; bit 6: the time is i64 in ticks since 0001; bit 7: the size is u32); size of all u8; line u32, if there is one; then
/// the content: at u32 in seconds since 2000, case_id, event_id (each an <see cref="Identifier"/>); then, if the kind has one, its
/// value u8 (channel, result, reason or number); on an acceptance district i32, item_code, policy, stages, project_code; on a
/// refusal district i32, item_code; on a stage event stage: each text after its length (7 bits a byte, low ones first).
/// </summary>
public readonly ref struct EventRecord
{
    /// <summary>STORED beside packed events in the event store: a change of the layout above, or of <see cref="Identifier"/>'s, needs a new number.</summary>
    public const int Layout = 3;

    /// <summary>Bytes before the case id, at most.</summary>
    const int MaxHeader = 1 + sizeof(uint) + sizeof(uint) + sizeof(long);
    const int MaxLengthSize = 5;
    const byte KindBits = 0x1F;
    const byte HasLine = 0x20;
    const byte InTicks = 0x40;
    const byte LongSize = 0x80;

    /// <summary>Which kinds have a value: a bit a kind.</summary>
    const int Valued = 1 << (int)EventKind.Accepted | 1 << (int)EventKind.Decided | 1 << (int)EventKind.CorrectionStarted
        | 1 << (int)EventKind.SpecialStarted | 1 << (int)EventKind.Extended | 1 << (int)EventKind.Rated;

    /// <summary>2000-01-01, from which on seconds are counted for 136 years.</summary>
    const long Epoch = 730_119L * TimeSpan.TicksPerDay;

    readonly ReadOnlySpan<byte> _bytes;

    // Where they begin: the time, the identifiers, and what follows them.
    readonly int _time;
    readonly int _case;
    readonly int _event;
    readonly int _rest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    EventRecord(ReadOnlySpan<byte> bytes, int time)
    {
        unchecked
        {
            _bytes = bytes;
            _time = time;
            _case = time + ((bytes[0] & InTicks) == 0 ? sizeof(uint) : sizeof(long));
            _event = _case + Identifier.SizeOf(bytes[_case..]);
            _rest = _event + Identifier.SizeOf(bytes[_event..]);
        }
    }

    /// <summary>The record at the start of <paramref name="buffer"/>; what follows is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EventRecord At0(ReadOnlySpan<byte> buffer)
    {
        unchecked
        {
            var (size, time) = (buffer[0] & LongSize) == 0 ? (buffer[1], 2) : ((int)BinaryPrimitives.ReadUInt32LittleEndian(buffer[1..]), 5);
            return new(buffer[..size], time + ((buffer[0] & HasLine) >> 3));
        }
    }

    /// <summary>The hash that scatters cases over shards, by its upper bits; never an identity.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> caseId) => XxHash3.HashToUInt64(caseId);

    public int Size => _bytes.Length;
    public ReadOnlySpan<byte> Bytes => _bytes;
    /// <summary>First physical line of the record in its file, or 0 where lines are not kept.</summary>
    public uint Line => (_bytes[0] & HasLine) == 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[(_time - sizeof(uint))..]);
    public long At => (_bytes[0] & InTicks) != 0 ? BinaryPrimitives.ReadInt64LittleEndian(_bytes[_time..])
        : unchecked(Epoch + BinaryPrimitives.ReadUInt32LittleEndian(_bytes[_time..]) * TimeSpan.TicksPerSecond);
    public EventKind Kind => (EventKind)(_bytes[0] & KindBits);
    public Channel Channel => Kind is EventKind.Accepted ? (Channel)Value : Channel.None;
    public Result Result => Kind is EventKind.Decided ? (Result)Value : Result.None;
    public PauseReason Reason => Kind is EventKind.CorrectionStarted or EventKind.SpecialStarted ? (PauseReason)Value : PauseReason.None;
    public byte Number => Kind is EventKind.Extended or EventKind.Rated ? Value : (byte)0;
    public Identifier CaseId => new(_bytes[_case.._event]);
    public Identifier EventId => new(_bytes[_event.._rest]);
    public int District => Kind is EventKind.Accepted ? BinaryPrimitives.ReadInt32LittleEndian(Rest[1..])
        : Kind is EventKind.Refused ? BinaryPrimitives.ReadInt32LittleEndian(Rest) : 0;
    public ReadOnlySpan<byte> ItemCode => Application.ItemCode;
    public ReadOnlySpan<byte> Policy => Application.Policy;
    public ReadOnlySpan<byte> Stages => Application.Stages;
    public ReadOnlySpan<byte> ProjectCode => Application.ProjectCode;

    public ReadOnlySpan<byte> Stage
    {
        get
        {
            var rest = Rest;
            return Kind is EventKind.StageStarted or EventKind.StageDone ? TakeText(ref rest) : default;
        }
    }

    /// <summary>What an acceptance or a refusal says of the case; of other events it is empty.</summary>
    internal Application Application
    {
        get
        {
            if (Kind is not (EventKind.Accepted or EventKind.Refused))
                return default;
            var rest = Kind is EventKind.Accepted ? Rest[1..] : Rest;
            var district = BinaryPrimitives.ReadInt32LittleEndian(rest);
            rest = rest[sizeof(int)..];
            var item = TakeText(ref rest);
            return Kind is EventKind.Refused ? new() { District = district, ItemCode = item }
                : new()
                {
                    District = district,
                    ItemCode = item,
                    Policy = TakeText(ref rest),
                    Stages = TakeText(ref rest),
                    ProjectCode = TakeText(ref rest),
                };
        }
    }

    /// <summary>Channel, result, reason or number: a kind of event has at most one of them, else it is 0.</summary>
    internal byte Value => HasValue(Kind) ? _bytes[_rest] : (byte)0;

    /// <summary>Same canonical content, case and event id; the line number does not count.</summary>
    public bool SameContent(EventRecord other) =>
        ((_bytes[0] ^ other._bytes[0]) & (KindBits | InTicks)) == 0 && Content.SequenceEqual(other.Content);

    /// <summary>The packed content, but for the kind and the form of the time: with them, equal bytes mean one canonical content of one identity.</summary>
    internal ReadOnlySpan<byte> Content => _bytes[_time..];

    /// <summary>Where <see cref="CaseId"/> begins in <see cref="Bytes"/>.</summary>
    internal int CaseStart => _case;

    /// <summary>What follows the two identifiers.</summary>
    ReadOnlySpan<byte> Rest => _bytes[_rest..];

    static bool HasValue(EventKind kind) => (Valued >> (int)kind & 1) != 0;

    static ReadOnlySpan<byte> TakeText(scoped ref ReadOnlySpan<byte> texts)
    {
        int length = 0, at = 0;
        do
            length |= (texts[at] & 0x7F) << 7 * at;
        while (texts[at++] >= 0x80);
        var text = texts.Slice(at, length);
        texts = texts[(at + length)..];
        return text;
    }

    /// <summary>Bytes that <see cref="Write"/> needs at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int MaxSize(in EventFields f)
    {
        // A packed identifier is at most two bytes longer than its text.
        var size = MaxHeader + 2 + f.CaseId.Length + 2 + f.EventId.Length + 1;
        return f.Kind switch
        {
            EventKind.Accepted or EventKind.Refused => size + sizeof(int) + 4 * MaxLengthSize
                + f.ItemCode.Length + f.Policy.Length + f.Stages.Length + f.ProjectCode.Length,
            EventKind.StageStarted or EventKind.StageDone => size + MaxLengthSize + f.Stage.Length,
            _ => size,
        };
    }

    /// <summary>Packs <paramref name="f"/> into <paramref name="into"/>, of <see cref="MaxSize"/> bytes or more; returns the record's size.</summary>
    /// <param name="withLine">Whether the line number is kept.</param>
    /// <exception cref="ArgumentException">An identifier of more than 256 bytes (64 code points), or no case_id.</exception>
    internal static int Write(in EventFields f, Span<byte> into, bool withLine)
    {
        if (f.CaseId.Length - 1 is < 0 or >= Identifier.MaxText || f.EventId.Length > Identifier.MaxText)
            throw new ArgumentException("case_id has 1 to 256 bytes and event_id at most 256", nameof(f));
        var max = MaxSize(f);
        ref var start = ref MemoryMarshal.GetReference(into[..max]);
        var isLong = max > byte.MaxValue;
        var at = isLong ? 1 + sizeof(uint) : 2;
        unchecked
        {
            start = (byte)((byte)f.Kind | (isLong ? LongSize : 0));
            if (withLine)
                PutLine(f.Line, ref start, ref at);
            var (seconds, fraction) = Math.DivRem((ulong)(f.At - Epoch), TimeSpan.TicksPerSecond);
            if (fraction == 0 && seconds <= uint.MaxValue)
                Put((uint)seconds, ref start, ref at);
            else
                PutTicks(f.At, ref start, ref at);
            at += Identifier.Pack(f.CaseId, ref Unsafe.Add(ref start, at));
            at += Identifier.Pack(f.EventId, ref Unsafe.Add(ref start, at));
            PutUsed(f, into, ref at);
            if (isLong)
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, 1), at);
            else
                Unsafe.Add(ref start, 1) = (byte)at;
        }
        return at;
    }

    static void PutLine(uint line, ref byte start, ref int at)
    {
        start |= HasLine;
        Put(line, ref start, ref at);
    }

    static void PutTicks(long ticks, ref byte start, ref int at)
    {
        start |= InTicks;
        Put(ticks, ref start, ref at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put<T>(T number, ref byte start, ref int at) where T : unmanaged
    {
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, at), number);
        at += Unsafe.SizeOf<T>();
    }

    /// <summary>The fields that the kind of event uses (contract 1.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutUsed(in EventFields f, Span<byte> into, ref int at)
    {
        if (HasValue(f.Kind))
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
        text.CopyTo(into[at..]);
        at += text.Length;
    }
}
