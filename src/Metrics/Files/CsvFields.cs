namespace Metrics.Files;

/// <summary>The fields of one CSV record, one record after the other. For one thread.</summary>
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
        if (_text.Length < record.Length)
        {
            _text = new byte[record.Length];
            _seps = new int[record.Length + 2];
        }
        Count = CsvRecord.Split(record, separator, _text, _seps);
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
