using System.Buffers.Binary;

namespace Metrics.Documents.Columns;

/// <summary>Bytes that grow; their room is used again.</summary>
public sealed class ByteBuffer
{
    byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Gives back what was taken too much.</summary>
    internal void Cut(int length) => Length = length;

    internal void Add(byte value) => Take(1)[0] = value;

    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    internal void Add(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    internal void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    /// <summary>Writes a number over four bytes that are there.</summary>
    internal void Set(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), value);

    /// <summary>Writes a byte over one that is there.</summary>
    internal void Set(int at, byte value) => _bytes[at] = value;

    /// <summary>Seven bits a byte, the lowest first.</summary>
    internal void AddVarInt(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            Add((byte)(value & 0x7F | 0x80));
        Add((byte)value);
    }

    /// <summary>Room for bytes at the end, to be written by the caller.</summary>
    internal Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
            Grow(Length + count);
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    void Grow(int least)
    {
        var larger = GC.AllocateUninitializedArray<byte>(Math.Max(_bytes.Length * 2, least));
        Written.CopyTo(larger);
        _bytes = larger;
    }
}
