namespace Metrics.Documents.Columns;

/// <summary>Room in which row groups are made one after the other: it grows to the largest of them. For one thread at a time.</summary>
public sealed class ColumnRoom
{
    internal ByteBuffer Bytes { get; } = new();
    internal ByteBuffer Page { get; } = new();
    internal ByteBuffer Packed { get; } = new();
    internal NumberDictionary Dictionary { get; } = new();
    internal int[] Present { get; private set; } = [];
    internal int[] Levels { get; private set; } = [];

    /// <summary>Empty again, for so many rows.</summary>
    internal void Begin(int rows)
    {
        Bytes.Clear();
        Dictionary.Reserve(rows);
        if (Present.Length >= rows)
            return;
        // Parts differ by a few rows: not each that is a little larger needs room of its own.
        var room = rows + rows / 8;
        (Present, Levels) = (GC.AllocateUninitializedArray<int>(room), GC.AllocateUninitializedArray<int>(room));
    }
}
