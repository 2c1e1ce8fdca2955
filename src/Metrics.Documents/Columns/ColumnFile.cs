namespace Metrics.Documents.Columns;

/// <summary>
/// A Parquet file, written row group by row group from numbers: of a text out of few the code is enough, and its dictionary is written as
/// such. Why not by a library: docs/decisions/evidence-columns.md.
/// </summary>
/// <param name="to">Written from its place on.</param>
/// <param name="isCompressed">Whether pages are packed once more (Snappy). Codes of a few bits each gain little by it, long texts half.</param>
public sealed partial class ColumnFile(Stream to, IReadOnlyList<FileColumn> columns, bool isCompressed = false)
{
    /// <summary>The number of a row that has none.</summary>
    public const int Missing = int.MinValue;

    /// <summary>A row group that was written.</summary>
    /// <param name="Offset">Where it begins in the file.</param>
    readonly record struct Group(long Offset, int Rows, IReadOnlyList<ColumnChunk> Chunks);

    readonly long _start = to.Position;
    readonly List<Group> _groups = [];

    static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>What the file begins with. Readers go by its end: other bytes may lie between any two parts of it.</summary>
    public void Begin() => to.Write(Magic);

    /// <summary>A row group to be filled. Several may be filled at once.</summary>
    /// <param name="rows">At least one.</param>
    /// <param name="room">Its own until it is written.</param>
    public ColumnGroup Open(int rows, ColumnRoom room) => new(columns, rows, isCompressed, room);

    /// <summary>Writes a row group that has all its columns.</summary>
    public void Write(ColumnGroup group)
    {
        _groups.Add(new(to.Position - _start, group.Rows, [.. group.Chunks]));
        to.Write(group.Written);
    }

    /// <summary>Writes what readers begin with.</summary>
    /// <param name="metadata">What the writer has to say beside the columns: names and texts.</param>
    public void End(params ReadOnlySpan<(string Name, string Text)> metadata)
    {
        var end = new ByteBuffer();
        Footer(new(end), metadata);
        var length = end.Length;
        end.Add(length);
        end.Add(Magic);
        to.Write(end.Written);
    }
}
