using System.Runtime.InteropServices;
using Metrics.Files;
using Metrics.Spreadsheets;

namespace Metrics.CaseLogs;

/// <summary>
/// The rows of a sheet below its header, for the workers to read: each is its number, the length of its text and the places of its fields,
/// all 32 bits wide, then its text up to a multiple of 4 bytes. A bad row has the length -1, and nothing behind it. For one thread.
/// </summary>
sealed class SheetRows(LogShape shape, Sheet sheet) : IDisposable
{
    const int Word = sizeof(int);
    const int HeadWords = 2;

    readonly SheetRow _row = new();
    readonly CsvFields _fields = new();

    /// <summary>Fills a chunk with the next rows; false: there are none.</summary>
    /// <param name="size">Bytes; the last row may lie beyond.</param>
    /// <exception cref="RefusedException">The sheet has no header that can be used, or the workbook is damaged.</exception>
    public bool TryFill(LogChunk chunk, int size)
    {
        if (shape.Header is null)
        {
            shape.Form = LogForm.Sheet;
            shape.Begin(new HeaderSearch(shape.Names).Find(sheet, _row));
        }
        var header = shape.Header!;
        var widest = (HeadWords + header.Fields + 1) * Word + 2 * SheetRow.MaxBytes;
        chunk.Reserve(size + widest);
        chunk.Start = chunk.End = 0;
        while (chunk.End < size && sheet.TryRead(_row))
            Add(chunk, header);
        return chunk.End > 0;
    }

    void Add(LogChunk chunk, CsvHeader header)
    {
        _fields.Take(_row);
        var good = !_row.IsTooLong && _fields.TryFit(header.Fields);
        if (good && header.IsNoLine(_fields))
            return;
        var words = MemoryMarshal.Cast<byte, int>(chunk.Bytes.AsSpan(chunk.End));
        (words[0], words[1]) = (_row.Number, -1);
        chunk.End += HeadWords * Word;
        if (!good)
            return;
        var seps = _fields.Seps;
        words[1] = seps[^1];
        seps.CopyTo(words[HeadWords..]);
        chunk.End += seps.Length * Word;
        _fields.Text[..seps[^1]].CopyTo(chunk.Bytes.AsSpan(chunk.End));
        chunk.End += (seps[^1] + Word - 1) / Word * Word;
    }

    /// <summary>Takes the row at the start of <paramref name="rows"/> off it.</summary>
    /// <param name="seps">Empty: the row is bad.</param>
    public static int Take(ref ReadOnlySpan<byte> rows, int fields, out ReadOnlySpan<byte> text, out ReadOnlySpan<int> seps)
    {
        var words = MemoryMarshal.Cast<byte, int>(rows);
        var (number, length) = (words[0], words[1]);
        rows = rows[(HeadWords * Word)..];
        text = default;
        seps = default;
        if (length < 0)
            return number;
        seps = words.Slice(HeadWords, fields + 1);
        text = rows.Slice(seps.Length * Word, length);
        rows = rows[(seps.Length * Word + (length + Word - 1) / Word * Word)..];
        return number;
    }

    public void Dispose() => sheet.Dispose();
}
