using System.Runtime.InteropServices;

namespace Metrics.Cube;

/// <summary>The cells of one table at its finest grain, by packed key (<see cref="CellKey"/>).</summary>
public sealed class Cells<T> where T : Cell, new()
{
    readonly Dictionary<ulong, T> _cells = [];

    /// <summary>The cell of a key, new and empty at first.</summary>
    public T this[ulong key] => CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _) ??= new();

    public IEnumerable<KeyValuePair<ulong, T>> All => _cells;

    public T? Find(ulong key) => _cells.GetValueOrDefault(key);

    internal void Add(Cells<T> other)
    {
        foreach (var (key, cell) in other._cells)
            this[key].Add(cell);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_cells.Count);
        foreach (var (key, cell) in _cells.OrderBy(c => c.Key))
        {
            writer.Write(key);
            cell.Write(writer);
        }
    }

    internal void Read(BinaryReader reader)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            this[reader.ReadUInt64()].Read(reader);
    }
}
