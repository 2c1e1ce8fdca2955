using System.IO.Compression;

namespace Metrics.Files;

/// <summary>A log's bytes as they came: counted and hashed on the way, unpacked if they are gzip.</summary>
sealed class RawLog : IDisposable
{
    static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    readonly HashedStream _raw;
    readonly Stream _text;

    // Without it the platform takes gzip that is cut short for whole.
    static RawLog() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <exception cref="InvalidDataException">Later, from <see cref="Read"/>: gzip that cannot be unpacked to its end.</exception>
    public RawLog(Stream bytes, Action<long>? progress)
    {
        _raw = new(bytes, progress);
        _text = _raw.StartsWith(GzipMagic) ? new GZipStream(_raw, CompressionMode.Decompress) : _raw;
    }

    /// <summary>Bytes as they came, read so far.</summary>
    public long Bytes => _raw.Count;

    /// <summary>Fills as much of <paramref name="into"/> as there is text; less only at the end.</summary>
    public int Read(Span<byte> into) => _text.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);

    /// <summary>Reads what is left of the bytes, and gives the SHA-256 of all of them in lower-case hex.</summary>
    public string Finish()
    {
        _raw.CopyTo(Stream.Null);
        return _raw.Hash();
    }

    public void Dispose()
    {
        _text.Dispose();
        _raw.Dispose();
    }
}
