using System.Text;

namespace Metrics.Files;

/// <summary>Of the records that are no header, the first with the most known headers: what an error shows.</summary>
sealed class NearestRecord(ColumnNames columns)
{
    const int MaxCells = 8;
    const int MaxLength = 64;

    int _known = -1;
    byte _separator;
    bool[] _named = [];

    /// <summary>Its physical line in the file; 0: there is no record that can be read.</summary>
    public int Line { get; private set; }

    /// <summary>Its first cells as they stand in the file, which may name persons; long ones cut.</summary>
    public IReadOnlyList<string> Cells { get; private set; } = [];

    public Bilingual Place => _separator switch
    {
        0 => new($"第{Line}行", $"row {Line}"),
        (byte)'\t' => new($"第{Line}行（以制表符分隔）", $"line {Line}, separated by tabs,"),
        (byte)';' => new($"第{Line}行（以分号分隔）", $"line {Line}, separated by semicolons,"),
        _ => new($"第{Line}行（以逗号分隔）", $"line {Line}, separated by commas,"),
    };

    /// <summary>The needed columns that it does not name.</summary>
    public IReadOnlyList<Bilingual> Lacking => columns.Lacking(_named);

    /// <summary>The cells that are known headers as they are, the others by their shape.</summary>
    public Bilingual Shapes
    {
        get
        {
            var shapes = Cells.Select(c => columns.Find(Encoding.UTF8.GetBytes(c)) < 0 ? CellShape.Of(c) : new(c, c)).ToList();
            return new(string.Join("、", shapes.Select(s => s.Zh)), string.Join(", ", shapes.Select(s => s.En)));
        }
    }

    /// <summary>Takes a record if it is nearer than all before; true: it names all needed columns.</summary>
    /// <param name="separator">0: the record is a row of a sheet.</param>
    public bool Offer(CsvFields record, byte separator, int line)
    {
        var named = new bool[columns.Count];
        for (var i = 0; i < record.Count; i++)
        {
            if (columns.Find(record[i]) is >= 0 and var column)
                named[column] = true;
        }
        var known = named.Count(n => n);
        if (known > _known)
            (_known, _named, _separator, Line, Cells) = (known, named, separator, line, FirstCells(record));
        return columns.Lacking(named).Count == 0;
    }

    static List<string> FirstCells(CsvFields record)
    {
        var cells = new List<string>();
        for (var i = 0; i < record.Count && i < MaxCells; i++)
        {
            var cell = Encoding.UTF8.GetString(record[i]);
            cells.Add(cell.Length <= MaxLength ? cell : cell[..MaxLength] + "…");
        }
        return cells;
    }
}
