using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace Metrics.Events;

/// <summary>
/// A packed event: self-contained bytes that can be scattered, spilled and shipped. Layout, little endian: kind - 1 u8 (bit 4: there
/// is a version; bit 5: there is a line; bit 6: the time is i64 in ticks since 0001; bit 7: the size is u32); size of all u8; version
/// i64 (twice the time of the update in ticks, and 1 if the event is taken back) and line u32, if there are any; then the content: at
/// u32 in seconds since 2000, case_id, event_id (each an <see cref="Identifier"/>); then, if the kind has one, its value u8 (channel,
/// result, reason or number); on an acceptance district i32, item_code, policy, stages, project_code; on a refusal district i32,
/// item_code; on a stage event stage: each text after its length (7 bits a byte, low ones first).
/// </summary>
public readonly ref partial struct EventRecord
{
    /// <summary>STORED beside packed events in the event store: a change of the layout above, or of <see cref="Identifier"/>'s, needs a new number.</summary>
    public const int Layout = 4;

    const byte KindBits = 0x0F;
    const byte HasVersion = 0x10;
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
            return new(buffer[..size], time + ((buffer[0] & HasLine) >> 3) + ((buffer[0] & HasVersion) >> 1));
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
    public EventKind Kind => (EventKind)((_bytes[0] & KindBits) + 1);
    /// <summary>When the source last wrote the line, as <see cref="At"/>; 0 when it does not say.</summary>
    public long Updated => Version >> 1;
    /// <summary>The source takes the event back.</summary>
    public bool Deleted => (Version & 1) != 0;
    public Channel Channel => Kind is EventKind.Accepted ? (Channel)Value : Channel.None;
    public Result Result => Kind is EventKind.Decided ? (Result)Value : Result.None;
    public PauseReason Reason => Kind is EventKind.CorrectionStarted or EventKind.SpecialStarted ? (PauseReason)Value : PauseReason.None;
    public byte Number => Kind is EventKind.Extended or EventKind.Rated ? Value : (byte)0;
    public Identifier CaseId => new(_bytes[_case.._event]);
    public Identifier EventId => new(_bytes[_event.._rest]);
    public District District => Kind is EventKind.Accepted ? new(BinaryPrimitives.ReadInt32LittleEndian(Rest[1..]))
        : Kind is EventKind.Refused ? new(BinaryPrimitives.ReadInt32LittleEndian(Rest)) : default;
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
            var district = new District(BinaryPrimitives.ReadInt32LittleEndian(rest));
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

    /// <summary>Of the lines of one identity that with the greatest number counts: the newest, and of equals one that is taken back.</summary>
    internal long Version => (_bytes[0] & HasVersion) == 0 ? 0
        : BinaryPrimitives.ReadInt64LittleEndian(_bytes[(_time - ((_bytes[0] & HasLine) >> 3) - sizeof(long))..]);

    /// <summary>Channel, result, reason or number: a kind of event has at most one of them, else it is 0.</summary>
    internal byte Value => HasValue(Kind) ? _bytes[_rest] : (byte)0;

    /// <summary>Same canonical content, case and event id; line number and version do not count.</summary>
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
}
