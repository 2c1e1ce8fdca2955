using Snappier;

namespace Metrics.Documents.Columns;

/// <summary>Pages and their headers, by the numbers of Parquet's specification (parquet.thrift).</summary>
sealed partial class ColumnGroup
{
    internal const int Plain = 0;
    internal const int Rle = 3;
    const int Delta = 5;
    const int RleDictionary = 8;
    const int DataPage = 0;
    const int DictionaryPage = 2;

    // Where the pages of the next column begin, and their bytes before they were compressed.
    int _first;
    int _unpacked;

    /// <summary>Writes the dictionary that lies in the page, then the places in it.</summary>
    void Places(int present)
    {
        if (present == 0)
        {
            BeginPage();
            EndChunk(Plain);
            return;
        }
        WritePage(DictionaryPage, _dictionary.Distinct.Count, Plain);
        BeginPage();
        var bits = SmallNumbers.BitsOf(_dictionary.Distinct.Count);
        _page.Add((byte)bits);
        SmallNumbers.Write(_dictionary.Places(present), bits, _page);
        EndChunk(RleDictionary);
    }

    /// <summary>Begins a page of values with which rows have one.</summary>
    void BeginPage()
    {
        _page.Clear();
        if (Next.IsRequired)
            return;
        _page.Add(0);
        SmallNumbers.Write(_levels.AsSpan(0, Rows), 1, _page);
        _page.Set(0, _page.Length - sizeof(int));
    }

    void EndChunk(int encoding)
    {
        var data = _bytes.Length;
        WritePage(DataPage, Rows, encoding);
        _chunks.Add(new(encoding == RleDictionary ? _first : null, data, _bytes.Length - _first, _unpacked, encoding));
        (_first, _unpacked) = (_bytes.Length, 0);
    }

    void WritePage(int type, int values, int encoding)
    {
        var page = _page.Written;
        if (_isCompressed)
        {
            _packed.Clear();
            _packed.Cut(Snappy.Compress(page, _packed.Take(Snappy.GetMaxCompressedLength(page.Length))));
            page = _packed.Written;
        }
        var start = _bytes.Length;
        WriteHeader(type, page.Length, values, encoding);
        _unpacked += _bytes.Length - start + _page.Length;
        _bytes.Add(page);
    }

    void WriteHeader(int type, int size, int values, int encoding)
    {
        var header = new ThriftWriter(_bytes);
        header.Begin();
        header.Number(1, type);
        header.Number(2, _page.Length);
        header.Number(3, size);
        header.Begin(type == DataPage ? 5 : 7);
        header.Number(1, values);
        header.Number(2, encoding);
        if (type == DataPage)
        {
            header.Number(3, Rle);
            header.Number(4, Rle);
        }
        header.End();
        header.End();
    }
}
