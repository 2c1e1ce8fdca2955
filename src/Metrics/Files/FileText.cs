using System.IO.Compression;
using Metrics.Spreadsheets;

namespace Metrics.Files;

/// <summary>
/// The text of a file whose bytes are counted and hashed as they come: gzip is unpacked and UTF-16 made UTF-8, seen by the first
/// bytes, whose mark is taken off (contract 1.4). A spreadsheet has rows instead.
/// </summary>
sealed class FileText : IDisposable
{
    const int HeadSize = 4;

    static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    readonly HashedStream _raw;
    readonly Stream _unpacked;
    readonly byte[] _head = new byte[HeadSize];
    ArraySegment<byte> _rest;
    Utf16Text? _utf16;
    Stream? _workbook;

    // Without it the platform takes gzip that is cut short for whole.
    static FileText() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public FileText(Stream bytes, Action<long>? progress)
    {
        _raw = new(bytes, progress);
        _unpacked = _raw.StartsWith(GzipMagic) ? new GZipStream(_raw, CompressionMode.Decompress) : _raw;
    }

    /// <summary>Bytes as they came, read so far.</summary>
    public long Bytes => _raw.Count;

    /// <summary>Its bytes are those of a workbook: it has a sheet to open, and no text.</summary>
    public bool IsSpreadsheet { get; private set; }

    /// <summary>Looks at the first bytes, before the first <see cref="Read"/>.</summary>
    /// <returns>The encoding that a mark tells.</returns>
    /// <exception cref="RefusedException">The file is no text, or gzip that cannot be unpacked.</exception>
    public TextEncoding Begin()
    {
        var head = _head.AsSpan(0, Unpack(_head));
        var mark = head switch
        {
            [0xEF, 0xBB, 0xBF, ..] => 3,
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => 2,
            _ => 0,
        };
        IsSpreadsheet = Sheet.IsWorkbook(head);
        if (IsSpreadsheet && _unpacked != _raw)
            throw FileRefusals.PackedWorkbook();
        _rest = new(_head, mark, head.Length - mark);
        if (mark == 2)
            _utf16 = new(ReadUnpacked, bigEndian: head[0] == 0xFE);
        return mark == 0 ? TextEncoding.Ascii : TextEncoding.Utf8;
    }

    /// <summary>Fills as much of <paramref name="into"/> as there is text; less only at the end.</summary>
    /// <exception cref="RefusedException">Gzip that cannot be unpacked to its end, or ill-formed UTF-16.</exception>
    public int Read(Span<byte> into) => _utf16 is null ? ReadUnpacked(into) : _utf16.Read(into);

    /// <summary>Opens a sheet of the workbook that the file is, instead of reading text; the sheet must be closed first.</summary>
    /// <param name="name">As a mapping gives it; null: the first that is not hidden.</param>
    /// <param name="scratch">An empty stream that can seek: a workbook is not read in the order of its bytes.</param>
    /// <exception cref="RefusedException">It is no workbook, encrypted, damaged or too large, or has no such sheet.</exception>
    public Sheet OpenSheet(string? name, Func<Stream> scratch)
    {
        _workbook = scratch();
        var block = new byte[1 << 16];
        while (ReadUnpacked(block) is > 0 and var read)
        {
            _workbook.Write(block.AsSpan(0, read));
            if (_workbook.Length > (long)Sheet.MaxMebibytes << 20)
                throw FileRefusals.TooLarge(Sheet.MaxMebibytes);
        }
        return Sheet.Open(_workbook, name);
    }

    int ReadUnpacked(Span<byte> into)
    {
        var first = Math.Min(_rest.Count, into.Length);
        _rest.AsSpan(0, first).CopyTo(into);
        _rest = _rest[first..];
        return first + Unpack(into[first..]);
    }

    int Unpack(Span<byte> into)
    {
        try
        {
            return _unpacked.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            throw FileRefusals.BrokenGzip();
        }
    }

    /// <summary>Reads what is left of the bytes, and gives the SHA-256 of all of them in lower-case hex.</summary>
    public string Finish()
    {
        _raw.CopyTo(Stream.Null);
        return _raw.Hash();
    }

    public void Dispose()
    {
        _workbook?.Dispose();
        _unpacked.Dispose();
        _raw.Dispose();
    }
}
