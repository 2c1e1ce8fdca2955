using Metrics.Spreadsheets;

namespace Metrics.Files;

/// <summary>The fields of one CSV record or row of a sheet, one record after the other. For one thread.</summary>
sealed class CsvFields
{
    byte[] _text = [];
    int[] _seps = new int[2];

    public int Count { get; private set; }

    /// <summary>All fields, without their quotes; between two lies one byte.</summary>
    public ReadOnlySpan<byte> Text => _text;

    /// <summary>The place before the first field, then the end of each.</summary>
    public ReadOnlySpan<int> Seps => _seps.AsSpan(0, Count + 1);

    /// <summary>What the field holds, cleaned.</summary>
    public ReadOnlySpan<byte> this[int field] => Cleaning.Clean(Raw(field));

    public ReadOnlySpan<byte> Raw(int field) => _text.AsSpan((_seps[field] + 1).._seps[field + 1]);

    /// <param name="record">A well-formed record in valid UTF-8, without its line end.</param>
    public void Split(ReadOnlySpan<byte> record, byte separator)
    {
        Reserve(record.Length, record.Length + 1);
        Count = CsvRecord.Split(record, separator, _text, _seps);
    }

    /// <summary>Takes the cells of a row, without blank ones at its end.</summary>
    public void Take(SheetRow row)
    {
        Reserve(row.Text.Length, row.Count);
        row.Text.CopyTo(_text);
        row.Seps.CopyTo(_seps);
        Count = row.Count;
        while (Count > 0 && WhiteSpace.IsBlank(Raw(Count - 1)))
            Count--;
    }

    /// <summary>Makes a row as wide as its header: adds empty cells, takes off missing ones. False: there is text beyond the header (contract 6).</summary>
    public bool TryFit(int fields)
    {
        while (Count > fields && this[Count - 1].IsEmpty)
            Count--;
        Reserve(_seps[Count] + fields, fields);
        for (; Count < fields; Count++)
            _seps[Count + 1] = _seps[Count] + 1;
        return Count == fields;
    }

    void Reserve(int bytes, int fields)
    {
        if (_text.Length < bytes)
            Array.Resize(ref _text, 2 * bytes);
        if (_seps.Length < fields + 1)
            Array.Resize(ref _seps, 2 * (fields + 1));
    }

    /// <summary>All values are missing: such a record is no line (contract 1.4).</summary>
    public bool AreMissing()
    {
        for (var i = 0; i < Count; i++)
        {
            if (!this[i].IsEmpty)
                return false;
        }
        return true;
    }
}
