using System.Text;
using Metrics.Evidence;
using Parquet;
using Parquet.Schema;

namespace Metrics.Documents.Evidence;

/// <summary>Writes a table of the evidence as Parquet (contract 9): one row group, its rows in order of their key, a missing value as NULL.</summary>
public sealed class EvidenceFile
{
    readonly EvidenceTable _table;
    readonly int[] _rows;
    readonly int?[] _numbers;
    readonly DateTime?[] _times;
    readonly bool?[] _flags;
    readonly ReadOnlyMemory<char>?[] _texts;

    EvidenceFile(EvidenceTable table)
    {
        (_table, _rows) = (table, table.RowsInOrder());
        (_numbers, _times) = (new int?[_rows.Length], new DateTime?[_rows.Length]);
        (_flags, _texts) = (new bool?[_rows.Length], new ReadOnlyMemory<char>?[_rows.Length]);
    }

    /// <param name="to">Can be sought. A table without rows is a file without rows.</param>
    public static async Task WriteAsync(EvidenceTable table, Stream to, CancellationToken stop)
    {
        var fields = table.Columns.Select(FieldOf).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields.ToArray<Field>()), to, OptionsOf(table), cancellationToken: stop);
        if (table.Count == 0)
            return;
        var file = new EvidenceFile(table);
        using var group = writer.CreateRowGroup();
        foreach (var (field, column) in fields.Zip(table.Columns))
            await file.WriteAsync(group, field, column, stop);
    }

    static DataField FieldOf(EvidenceColumn column) => column.Type switch
    {
        ColumnType.Number => new DataField<int?>(column.Name),
        ColumnType.Flag => new DataField<bool?>(column.Name),
        ColumnType.Date => new DateTimeDataField(column.Name, DateTimeFormat.Date, isNullable: true),
        ColumnType.Moment => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: true),
        _ => new DataField(column.Name, typeof(ReadOnlyMemory<char>), isNullable: true),
    };

    static ParquetOptions OptionsOf(EvidenceTable table)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (var column in table.Columns.Where(c => c.Type == ColumnType.Word))
            options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        return options;
    }

    Task WriteAsync(ParquetRowGroupWriter group, DataField field, EvidenceColumn column, CancellationToken stop)
    {
        var values = column.Values;
        switch (column.Type)
        {
            case ColumnType.Number:
                for (var i = 0; i < _rows.Length; i++)
                    _numbers[i] = values[_rows[i]] is var number and not EvidenceColumn.Missing ? number : null;
                return group.WriteAsync<int>(field, _numbers, cancellationToken: stop);
            case ColumnType.Flag:
                for (var i = 0; i < _rows.Length; i++)
                    _flags[i] = values[_rows[i]] is var flag and not EvidenceColumn.Missing ? flag != 0 : null;
                return group.WriteAsync<bool>(field, _flags, cancellationToken: stop);
            case ColumnType.Date:
                for (var i = 0; i < _rows.Length; i++)
                    _times[i] = values[_rows[i]] is var day and not EvidenceColumn.Missing ? new DateTime(day * TimeSpan.TicksPerDay) : null;
                return group.WriteAsync<DateTime>(field, _times, cancellationToken: stop);
            case ColumnType.Moment:
                for (var i = 0; i < _rows.Length; i++)
                    _times[i] = column.MomentAt(_rows[i]);
                return group.WriteAsync<DateTime>(field, _times, cancellationToken: stop);
            case ColumnType.Word:
                FillWords(column);
                break;
            default:
                FillTexts(column);
                break;
        }
        return group.WriteAsync<ReadOnlyMemory<char>>(field, _texts, cancellationToken: stop);
    }

    void FillWords(EvidenceColumn column)
    {
        var words = new Dictionary<int, ReadOnlyMemory<char>>();
        var values = column.Values;
        for (var i = 0; i < _rows.Length; i++)
        {
            var code = values[_rows[i]];
            if (code == EvidenceColumn.Missing)
                _texts[i] = null;
            else if (words.TryGetValue(code, out var word))
                _texts[i] = word;
            else
                _texts[i] = words[code] = column.WordOf(code).AsMemory();
        }
    }

    void FillTexts(EvidenceColumn column)
    {
        // No character has fewer bytes than UTF-16 units.
        var chars = new char[column.TextBytes];
        var used = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            var length = Encoding.UTF8.GetChars(column.TextAt(_rows[i]), chars.AsSpan(used));
            _texts[i] = length == 0 ? null : chars.AsMemory(used, length);
            used += length;
        }
    }
}
