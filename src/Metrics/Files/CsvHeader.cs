using System.Text;

namespace Metrics.Files;

/// <summary>The header of a CSV file or a sheet: which field holds which column. Other columns are counted and passed over.</summary>
sealed class CsvHeader
{
    readonly byte[][] _cells;
    readonly int[] _map;

    CsvHeader(CsvFields record, byte separator, int columns)
    {
        Separator = separator;
        _cells = new byte[record.Count][];
        for (var i = 0; i < record.Count; i++)
            _cells[i] = record[i].ToArray();
        _map = new int[columns];
        Array.Fill(_map, -1);
    }

    /// <summary>What stands between two fields; of a sheet nothing, 0.</summary>
    public byte Separator { get; }

    /// <summary>Fields of the header, and of every record.</summary>
    public int Fields => _cells.Length;

    /// <summary>The field of each column, or -1.</summary>
    public ReadOnlySpan<int> Map => _map;

    /// <summary>The header that a record is, which names all needed columns.</summary>
    /// <exception cref="RefusedException">One column twice, or a value with a CR inside.</exception>
    public static CsvHeader Of(CsvFields record, byte separator, ColumnNames columns)
    {
        var header = new CsvHeader(record, separator, columns.Count);
        for (var i = 0; i < header.Fields; i++)
        {
            if (header._cells[i].Contains((byte)'\r'))
                throw HeaderRefusals.CrInside(header._cells[i]);
            var column = columns.Find(header._cells[i]);
            if (column < 0)
                continue;
            if (header._map[column] >= 0)
            {
                var (before, again) = (header._cells[header._map[column]], header._cells[i]);
                throw HeaderRefusals.Twice(columns[column], Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(again));
            }
            header._map[column] = i;
        }
        return header;
    }

    /// <summary>Whether a value of a column that is there is the column's header.</summary>
    public bool IsHeader(int column, ReadOnlySpan<byte> value) => value.SequenceEqual(_cells[_map[column]]);

    /// <summary>A record that is no line: all its values are missing, or it is the header once more (contract 1.4).</summary>
    public bool IsNoLine(CsvFields record) => record.AreMissing() || Repeats(record);

    bool Repeats(CsvFields record)
    {
        if (record.Count != Fields)
            return false;
        for (var i = 0; i < Fields; i++)
        {
            if (!record[i].SequenceEqual(_cells[i]))
                return false;
        }
        return true;
    }
}
