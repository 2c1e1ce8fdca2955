namespace Metrics;

/// <summary>Reads what <see cref="PackedWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">From every read: the bytes end too early or no such number was written.</exception>
ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes not read yet.</summary>
    internal readonly int Left => _rest.Length;

    internal long Number()
    {
        var number = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = Byte();
            number |= (next & 0x7FL) << shift;
            if (next < 0x80)
                return number;
        }
        throw Damaged();
    }

    internal int Int() => Number() is var number and <= int.MaxValue ? (int)number : throw Damaged();

    internal int Signed()
    {
        var number = Number();
        return checked((int)((number & 1) != 0 ? ~(number >> 1) : number >> 1));
    }

    internal long Ticks()
    {
        var number = Number();
        return (number & 1) != 0 ? number >> 1 : (number >> 1) * TimeSpan.TicksPerSecond;
    }

    internal ReadOnlySpan<byte> Text()
    {
        var length = Int();
        if (length > _rest.Length)
            throw Damaged();
        var text = _rest[..length];
        _rest = _rest[length..];
        return text;
    }

    internal int Byte()
    {
        if (_rest.IsEmpty)
            throw Damaged();
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    static InvalidDataException Damaged() => new("the case of a project ends too early or holds a number out of range");
}
