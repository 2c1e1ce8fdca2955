using System.IO.Compression;

namespace Metrics.Spreadsheets;

/// <summary>The parts of an <c>.xlsx</c>, unpacked as they are read. What is unpacked is counted: a header may lie.</summary>
sealed class ZipParts : IDisposable
{
    readonly ZipArchive _zip;
    readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    long _left = (long)Sheet.MaxMebibytes << 20;

    /// <param name="archive">Can seek; is left open.</param>
    /// <exception cref="InvalidDataException">It is no ZIP archive, or its directory is damaged.</exception>
    public ZipParts(Stream archive)
    {
        _zip = new(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in _zip.Entries)
            _parts.TryAdd(part.FullName, part);
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
