using System.Buffers.Binary;

namespace Metrics.Spreadsheets;

/// <summary>The records of an <c>.xls</c> ([MS-XLS]), one after the other; a text may go on in the records behind its own. For one thread.</summary>
sealed class XlsRecords(Stream stream)
{
    public const int End = 0x0A;
    public const int Begin = 0x809;
    const int Continue = 0x3C;
    const int HeaderSize = 4;

    readonly byte[] _header = new byte[HeaderSize];
    readonly byte[] _data = new byte[ushort.MaxValue];
    int _length;
    int _at;

    public int Kind { get; private set; }

    public ReadOnlySpan<byte> Data => _data.AsSpan(0, _length);

    /// <summary>Goes to the record that begins at a place in the stream.</summary>
    public void GoTo(long place)
    {
        stream.Position = place;
        Read();
    }

    /// <summary>Goes to the next record.</summary>
    /// <exception cref="EndOfStreamException">There is none: the last one of all says that it is the end.</exception>
    public void Read()
    {
        stream.ReadExactly(_header);
        Kind = BinaryPrimitives.ReadUInt16LittleEndian(_header);
        _length = BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(2));
        stream.ReadExactly(_data, 0, _length);
        _at = 0;
    }

    public ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(at, sizeof(ushort)));

    public uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(at, sizeof(uint)));

    public double Double(int at) => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(at, sizeof(double)));

    public byte Byte(int at) => Bytes(at, 1)[0];

    ReadOnlySpan<byte> Bytes(int at, int length) => at + length <= _length ? _data.AsSpan(at, length)
        : throw new InvalidDataException($"record {Kind:X} is too short");

    /// <summary>Reads a text whose length, of one byte or two, stands at this place.</summary>
    /// <param name="into">Room for 65,535 chars.</param>
    /// <returns>Its chars.</returns>
    public int ReadText(int at, bool shortLength, char[] into)
    {
        _at = at;
        var length = shortLength ? NextByte() : NextUInt16();
        ReadChars(into, length, (NextByte() & 1) != 0);
        return length;
    }

    /// <summary>Reads the next text of the table of shared ones, which may have runs and phonetics behind it.</summary>
    /// <param name="first">It is the first, and stands at this place; null: behind the one before.</param>
    public int ReadShared(int? first, char[] into)
    {
        _at = first ?? _at;
        Continued();
        var (length, flags) = (NextUInt16(), NextByte());
        var runs = (flags & 8) != 0 ? NextUInt16() : 0;
        var phonetics = (flags & 4) != 0 ? NextUInt16() | (long)NextUInt16() << 16 : 0;
        ReadChars(into, length, (flags & 1) != 0);
        for (var rest = 4L * runs + phonetics; rest > 0;)
        {
            Continued();
            var part = (int)Math.Min(rest, _length - _at);
            _at += part;
            rest -= part;
        }
        return length;
    }

    /// <param name="wide">Two bytes a char, else one: the first 256 of Unicode.</param>
    void ReadChars(char[] into, int count, bool wide)
    {
        for (var read = 0; read < count; read++)
        {
            // A text that goes on says again how wide it is.
            if (_at == _length)
            {
                Continued();
                wide = (NextByte() & 1) != 0;
            }
            into[read] = (char)(wide ? NextUInt16() : NextByte());
        }
    }

    void Continued()
    {
        while (_at == _length)
        {
            Read();
            if (Kind != Continue)
                throw new InvalidDataException("a text that does not go on");
        }
    }

    byte NextByte() => Byte(_at++);

    ushort NextUInt16()
    {
        _at += sizeof(ushort);
        return UInt16(_at - sizeof(ushort));
    }
}
