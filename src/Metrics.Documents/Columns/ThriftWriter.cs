using System.Text;

namespace Metrics.Documents.Columns;

/// <summary>Thrift's compact protocol, as far as the headers and the footer of Parquet need it.</summary>
sealed class ThriftWriter(ByteBuffer to)
{
    internal const int Int32 = 5;
    internal const int Binary = 8;
    internal const int Struct = 12;
    const int Int64 = 6;
    const int List = 9;

    readonly Stack<int> _outer = [];
    int _last;

    /// <summary>Begins a structure: the outermost, or an element of a list.</summary>
    internal void Begin()
    {
        _outer.Push(_last);
        _last = 0;
    }

    /// <summary>Begins a structure that is a field.</summary>
    internal void Begin(int field)
    {
        Header(field, Struct);
        Begin();
    }

    internal void End()
    {
        to.Add((byte)0);
        _last = _outer.Pop();
    }

    internal void Number(int field, int value)
    {
        Header(field, Int32);
        Element(value);
    }

    internal void Long(int field, long value)
    {
        Header(field, Int64);
        to.AddVarInt((ulong)(value << 1 ^ value >> 63));
    }

    internal void Flag(int field, bool value) => Header(field, value ? 1 : 2);

    internal void Text(int field, string value)
    {
        Header(field, Binary);
        Element(value);
    }

    /// <param name="type">Of the elements.</param>
    internal void BeginList(int field, int type, int count)
    {
        Header(field, List);
        if (count < 15)
        {
            to.Add((byte)(count << 4 | type));
            return;
        }
        to.Add((byte)(0xF0 | type));
        to.AddVarInt((ulong)count);
    }

    internal void Element(int value) => to.AddVarInt((uint)(value << 1 ^ value >> 31));

    internal void Element(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        to.AddVarInt((ulong)bytes.Length);
        to.Add(bytes);
    }

    // Fields come in their order, and none is more than 15 after the one before.
    void Header(int field, int type)
    {
        to.Add((byte)(field - _last << 4 | type));
        _last = field;
    }
}
