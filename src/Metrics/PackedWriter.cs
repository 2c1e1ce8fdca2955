namespace Metrics;

/// <summary>Numbers and texts, one after the other, in few bytes: seven bits of a number a byte. Reused.</summary>
sealed class PackedWriter
{
    byte[] _bytes = new byte[256];
    int _length;

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    internal void Clear() => _length = 0;

    /// <param name="number">0 or more; small ones are short.</param>
    internal void Number(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        for (; number > 0x7F; number >>= 7)
            Byte((int)(number & 0x7F) | 0x80);
        Byte((int)number);
    }

    /// <summary>Either sign: 0, -1, 1, -2, 2 …</summary>
    internal void Signed(int number) => Number(number < 0 ? ~(long)number * 2 + 1 : (long)number * 2);

    /// <param name="ticks">0 or more; whole seconds are short.</param>
    internal void Ticks(long ticks)
    {
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        Number(rest == 0 ? seconds * 2 : ticks * 2 + 1);
    }

    internal void Text(ReadOnlySpan<byte> text)
    {
        Number(text.Length);
        Room(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    internal void Byte(int value)
    {
        Room(1);
        _bytes[_length++] = (byte)value;
    }

    void Room(int length)
    {
        if (_bytes.Length - _length < length)
            Array.Resize(ref _bytes, Math.Max(_length + length, _bytes.Length * 2));
    }
}
