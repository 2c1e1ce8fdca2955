using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>Lays a record of a mapped file out by the contract's columns (contract 7), one record after the other. For one thread.</summary>
sealed class MappedRecord
{
    readonly LineSink _sink;
    readonly int[] _row = new int[Columns.Count];
    readonly int[] _event = new int[Columns.Count];

    public MappedRecord(Mapping mapping, LineSink sink)
    {
        (Mapping, _sink) = (mapping, sink);
        Array.Fill(_row, RecordFields.Missing);
    }

    public Mapping Mapping { get; }

    /// <summary>The row's own fields; they lie here until the next record.</summary>
    public RecordFields Fields(in RecordFields record)
    {
        Place(Mapping.Fields, record, _row);
        return record.With(_row, Mapping.Words);
    }

    /// <summary>The line that an entry makes of the record; it lies here until the next one. False: none.</summary>
    /// <param name="isFirst">No other entry has made a line of this record.</param>
    public bool TryRead(MappedEvent entry, in RecordFields record, bool isFirst, out RecordFields fields)
    {
        fields = default;
        var at = PlaceOf(entry.At, record);
        if (at == RecordFields.Missing || at >= 0 && record[entry.At.Header].IsEmpty || !Holds(entry.When, record))
            return false;
        if (isFirst)
            Place(Mapping.Fields, record, _row);
        _row.CopyTo(_event, 0);
        Place(entry.Fields, record, _event);
        _event[(int)Column.At] = at;
        fields = record.With(_event, Mapping.Words);
        return true;
    }

    static bool Holds(CellTest[] tests, in RecordFields record)
    {
        foreach (var test in tests)
        {
            if (test.Words.Find(record[test.Header]) < 0)
                return false;
        }
        return true;
    }

    void Place(MappedField[] fields, in RecordFields record, int[] into)
    {
        foreach (var field in fields)
            into[(int)field.Column] = PlaceOf(field.Source, record);
    }

    int PlaceOf(CellSource source, in RecordFields record) =>
        (source.IsPlain ? null : source.Header < 0 ? source.Otherwise : WordOf(source, record)) is { } word ? ~word : record.PlaceOf(source.Header);

    /// <summary>The word for a cell; null: the cell itself.</summary>
    int? WordOf(CellSource source, in RecordFields record)
    {
        var cell = record[source.Header];
        if (cell.IsEmpty)
            return source.OfMissing;
        if (source.Find(cell) is >= 0 and var word)
            return word;
        if (source.Table >= 0)
            _sink.Miss(source.Table, cell);
        return source.Otherwise;
    }
}
