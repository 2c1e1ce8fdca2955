using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Metrics.Events;

/// <summary>
/// An identifier (case_id, event_id) as a record holds it: one byte, then the text. Most identifiers are numbers: of 1 to 64
/// ASCII digits the first byte is 128 + their number, and each byte after it holds two, the first digit alone if they are odd.
/// Other texts have their length up to 127 bytes, or 255 and then their length - 1. Each text has one form, so that equal
/// bytes mean equal texts.
/// </summary>
public readonly ref struct Identifier
{
    /// <summary>Bytes of the longest identifier: 64 code points.</summary>
    public const int MaxText = 256;
    /// <summary>Bytes that <see cref="Utf8"/> needs for unpacked digits.</summary>
    public const int MaxDigits = 64;

    const byte Digits = 0x80;
    const byte LongText = 0xFF;

    /// <param name="packed">Of one identifier, whole.</param>
    internal Identifier(ReadOnlySpan<byte> packed) => Packed = packed;

    /// <summary>Equal for equal texts.</summary>
    internal ReadOnlySpan<byte> Packed { get; }

    public bool IsEmpty => Packed[0] == 0;

    bool IsDigits => Packed[0] is > Digits and < LongText;

    /// <summary>The identifier at the start of <paramref name="bytes"/>; what follows is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Identifier At0(ReadOnlySpan<byte> bytes) => new(bytes[..SizeOf(bytes)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int SizeOf(ReadOnlySpan<byte> bytes) => bytes[0] switch
    {
        LongText => bytes[1] + 3,
        >= Digits => 1 + (bytes[0] - Digits + 1 >> 1),
        var length => length + 1,
    };

    /// <summary>The text.</summary>
    /// <param name="room"><see cref="MaxDigits"/> bytes, in which it may lie.</param>
    public ReadOnlySpan<byte> Utf8(Span<byte> room)
    {
        if (!IsDigits)
            return Packed[(Packed[0] == LongText ? 2 : 1)..];
        var count = Packed[0] - Digits;
        var odd = count & 1;
        if (odd != 0)
            room[0] = (byte)('0' + Packed[1]);
        Unpack(Packed[(1 + odd)..], room[odd..count]);
        return room[..count];
    }

    /// <summary>Two digits of a byte: sixteen at a time, the last sixteen from the end on, so that some may be written twice.</summary>
    static void Unpack(ReadOnlySpan<byte> pairs, Span<byte> digits)
    {
        var at = 0;
        for (; at + 8 <= pairs.Length; at += 8)
            Unpack(BinaryPrimitives.ReadUInt64LittleEndian(pairs[at..])).CopyTo(digits[(2 * at)..]);
        if (at > 0 && at < pairs.Length)
            Unpack(BinaryPrimitives.ReadUInt64LittleEndian(pairs[^8..])).CopyTo(digits[^16..]);
        else if (at < pairs.Length)
            UnpackFew(pairs, digits);
    }

    static void UnpackFew(ReadOnlySpan<byte> pairs, Span<byte> digits)
    {
        for (var i = 0; i < pairs.Length; i++)
            (digits[2 * i], digits[2 * i + 1]) = ((byte)('0' + (pairs[i] >> 4)), (byte)('0' + (pairs[i] & 0xF)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Unpack(ulong pairs)
    {
        var bytes = Vector128.WidenLower(Vector128.CreateScalar(pairs).AsByte());
        return (bytes >> 4 | (bytes & Vector128.Create((ushort)0xF)) << 8).AsByte() + Vector128.Create((byte)'0');
    }

    /// <summary>The text in an array of its own.</summary>
    public byte[] ToUtf8() => Utf8(stackalloc byte[MaxDigits]).ToArray();

    /// <summary>The texts compared as bytes.</summary>
    internal int CompareTo(Identifier other) =>
        Utf8(stackalloc byte[MaxDigits]).SequenceCompareTo(other.Utf8(stackalloc byte[MaxDigits]));

    /// <summary>Packs a text; returns the bytes used.</summary>
    /// <param name="text">At most <see cref="MaxText"/> bytes.</param>
    /// <param name="into">Two writable bytes more than the text has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Pack(ReadOnlySpan<byte> text, ref byte into)
    {
        if (text.Length is >= 8 and <= 32 && TryPackDigits(ref MemoryMarshal.GetReference(text), text.Length, ref Unsafe.Add(ref into, 1)))
        {
            into = unchecked((byte)(Digits + text.Length));
            return 1 + (text.Length + 1 >> 1);
        }
        if (text.Length is >= 4 and < 8 && TryPackFew(ref MemoryMarshal.GetReference(text), text.Length, ref Unsafe.Add(ref into, 1)))
        {
            into = unchecked((byte)(Digits + text.Length));
            return 1 + (text.Length + 1 >> 1);
        }
        return PackAny(text, ref into);
    }

    /// <summary>4 to 7 digits: the first and the last four, which may overlap, as one number of a byte a digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryPackFew(ref byte text, int length, ref byte into)
    {
        unchecked
        {
            var first = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref text) ^ 0x3030_3030);
            var last = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, length - 4)) ^ 0x3030_3030);
            var digits = (ulong)first << 8 * (length - 4) | last;
            // What is more than 9 has a bit in its upper half, itself or after the addition.
            if (((digits + 0x0606_0606_0606_0606 | digits) & 0xF0F0_F0F0_F0F0_F0F0) != 0)
                return false;
            digits = (digits >> 4 | digits) & 0x00FF_00FF_00FF_00FF;
            digits = (digits >> 8 | digits) & 0x0000_FFFF_0000_FFFF;
            var packed = (uint)(digits >> 16 | digits);
            Unsafe.WriteUnaligned(ref into, BinaryPrimitives.ReverseEndianness(packed << 8 * (4 - (length + 1 >> 1))));
            return true;
        }
    }

    /// <summary>8 to 32 digits: the first and the last 16 (or 8), which may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryPackDigits(ref byte text, int length, ref byte into)
    {
        unchecked
        {
            var odd = length & 1;
            if (odd != 0)
            {
                into = (byte)(text - '0');
                if (into > 9)
                    return false;
                text = ref Unsafe.Add(ref text, 1);
                into = ref Unsafe.Add(ref into, 1);
                length--;
            }
            if (length >= 16)
            {
                return TryPackSixteen(Vector128.LoadUnsafe(ref text), out var first)
                    & TryPackSixteen(Vector128.LoadUnsafe(ref text, (nuint)(length - 16)), out var last)
                    && Store(ref into, first, (length >> 1) - sizeof(ulong), last);
            }
            if (length < 8)
                return false;
            var ends = Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref text), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, length - 8)));
            return TryPackSixteen(ends.AsByte(), out var both) && Store(ref into, (uint)both, (length >> 1) - sizeof(uint), (uint)(both >> 32));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Store<T>(ref byte into, T first, int at, T last)
    {
        Unsafe.WriteUnaligned(ref into, first);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref into, at), last);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryPackSixteen(Vector128<byte> text, out ulong packed)
    {
        var digits = text - Vector128.Create((byte)'0');
        var pairs = digits.AsUInt16();
        var bytes = (pairs << 4 | pairs >> 8) & Vector128.Create((ushort)0xFF);
        packed = Vector128.Narrow(bytes, bytes).AsUInt64().ToScalar();
        return !Vector128.GreaterThanAny(digits, Vector128.Create((byte)9));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int PackAny(ReadOnlySpan<byte> text, ref byte into)
    {
        var packed = MemoryMarshal.CreateSpan(ref into, text.Length + 2);
        if (text is [>= (byte)'0' and <= (byte)'9', ..] && text.Length <= MaxDigits && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return PackDigits(text, packed);
        var start = text.Length < Digits ? 1 : 2;
        packed[0] = start == 1 ? (byte)text.Length : LongText;
        if (start == 2)
            packed[1] = (byte)(text.Length - 1);
        text.CopyTo(packed[start..]);
        return start + text.Length;
    }

    static int PackDigits(ReadOnlySpan<byte> text, Span<byte> packed)
    {
        var size = 1 + (text.Length + 1 >> 1);
        packed[..size].Clear();
        packed[0] = (byte)(Digits + text.Length);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var back = text.Length - 1 - i;
            packed[size - 1 - (back >> 1)] |= (byte)(text[i] - '0' << 4 * (back & 1));
        }
        return size;
    }
}
