using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrics.Events;

public readonly ref partial struct EventRecord
{
    /// <summary>Bytes before the case id, at most, but for a version.</summary>
    const int MaxHeader = 1 + sizeof(uint) + sizeof(uint) + sizeof(long);
    const int MaxLengthSize = 5;

    /// <summary>Bytes that <see cref="Write"/> needs at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int MaxSize(in EventFields f)
    {
        // A packed identifier is at most two bytes longer than its text.
        var size = MaxHeader + (VersionOf(f) == 0 ? 0 : sizeof(long)) + 2 + f.CaseId.Length + 2 + f.EventId.Length + 1;
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
    /// <exception cref="ArgumentException">No kind, no case_id, or an identifier of more than 256 bytes (64 code points).</exception>
    internal static int Write(in EventFields f, Span<byte> into, bool withLine)
    {
        if (f.CaseId.Length - 1 is < 0 or >= Identifier.MaxText || f.EventId.Length > Identifier.MaxText || f.Kind == EventKind.None)
            throw new ArgumentException("case_id has 1 to 256 bytes and event_id at most 256, and there is a kind", nameof(f));
        var max = MaxSize(f);
        ref var start = ref MemoryMarshal.GetReference(into[..max]);
        var isLong = max > byte.MaxValue;
        var at = isLong ? 1 + sizeof(uint) : 2;
        unchecked
        {
            start = (byte)((byte)f.Kind - 1 | (isLong ? LongSize : 0));
            if (VersionOf(f) is not 0 and var version)
                PutVersion(version, ref start, ref at);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long VersionOf(in EventFields f) => f.Updated << 1 | (f.Deleted ? 1L : 0);

    static void PutVersion(long version, ref byte start, ref int at)
    {
        start |= HasVersion;
        Put(version, ref start, ref at);
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
            BinaryPrimitives.WriteInt32LittleEndian(into[at..], f.District.Code);
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
