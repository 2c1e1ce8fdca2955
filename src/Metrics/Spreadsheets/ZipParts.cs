using System.IO.Compression;

namespace Metrics.Spreadsheets;

/// <summary>The parts of an <c>.xlsx</c>, unpacked as they are read. What is unpacked is counted: a header may lie.</summary>
sealed class ZipParts : IDisposable
{
    /// <summary>Parts that an archive may have: far more than a workbook has.</summary>
    const int MaxParts = 65_536;

    static ReadOnlySpan<byte> PartMark => "PK\u0001\u0002"u8;

    readonly ZipArchive _zip;
    readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    long _left = (long)Sheet.MaxMebibytes << 20;

    /// <param name="archive">Can seek; is left open.</param>
    /// <exception cref="InvalidDataException">It is no ZIP archive, or its directory is damaged.</exception>
    public ZipParts(Stream archive)
    {
        CheckParts(archive);
        _zip = new(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in _zip.Entries)
            _parts.TryAdd(part.FullName, part);
    }

    /// <summary>The platform makes an object of each part before it looks how many there should be.</summary>
    static void CheckParts(Stream archive)
    {
        var block = new byte[1 << 16];
        var parts = 0;
        while (archive.Read(block) is > 0 and var read)
        {
            parts += block.AsSpan(0, read).Count(PartMark);
            if (parts > MaxParts)
                throw new InvalidDataException($"more than {MaxParts} parts");
        }
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    CheckedPart Open(string part)
    {
        var entry = _parts.GetValueOrDefault(part) ?? throw new InvalidDataException($"no part {part}");
        return entry.IsEncrypted ? throw SpreadsheetRefusals.Encrypted() : new CheckedPart(entry, this);
    }

    /// <summary>A part as XML.</summary>
    /// <exception cref="InvalidDataException">It is not there.</exception>
    public XmlPart OpenXml(string part) => new(Open(part));

    public void Count(int unpacked)
    {
        _left -= unpacked;
        if (_left < 0)
            throw SpreadsheetRefusals.TooLarge();
    }

    public void Dispose() => _zip.Dispose();
}
