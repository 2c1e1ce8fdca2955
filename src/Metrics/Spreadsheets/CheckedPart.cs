using System.IO.Compression;
using System.IO.Hashing;

namespace Metrics.Spreadsheets;

/// <summary>Unpacks one part: counts its bytes, and compares its checksum at the end, which the platform leaves to its caller.</summary>
sealed class CheckedPart(ZipArchiveEntry entry, ZipParts parts) : ForwardStream
{
    /// <summary>Bytes between two <c>&lt;</c>: far more than a cell's text may have. What lies between them is held at once.</summary>
    const int MaxRun = 1 << 20;

    readonly Stream _unpacked = entry.Open();
    readonly Crc32 _crc = new();
    int _run;

    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        parts.Count(read);
        _crc.Append(buffer[..read]);
        FollowRun(buffer[..read]);
        if (read == 0 && !buffer.IsEmpty && _crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new InvalidDataException($"{entry.FullName} has another checksum");
        return read;
    }

    void FollowRun(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOf((byte)'<');
        _run += first < 0 ? bytes.Length : first;
        if (_run > MaxRun)
            throw new InvalidDataException($"{entry.FullName} has a text or a tag of more than {MaxRun} bytes");
        if (first >= 0)
            _run = bytes.Length - bytes.LastIndexOf((byte)'<') - 1;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }
}
