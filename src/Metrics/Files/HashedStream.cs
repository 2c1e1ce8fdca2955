using System.Security.Cryptography;

namespace Metrics.Files;

/// <summary>A stream that counts and hashes (SHA-256) what is read through it.</summary>
sealed class HashedStream(Stream inner, Action<long>? progress) : ForwardStream
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    byte[] _head = [];
    int _headLength;
    int _headRead;

    public long Count { get; private set; }

    public string Hash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <summary>Looks at the first bytes; they are still read afterwards.</summary>
    public bool StartsWith(ReadOnlySpan<byte> magic)
    {
        _head = new byte[magic.Length];
        _headLength = inner.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
        return _head.AsSpan(0, _headLength).SequenceEqual(magic);
    }

    public override int Read(Span<byte> buffer)
    {
        var read = Math.Min(buffer.Length, _headLength - _headRead);
        if (read > 0)
            _head.AsSpan(_headRead, read).CopyTo(buffer);
        else
            read = inner.Read(buffer);
        _headRead = Math.Min(_headRead + read, _headLength);
        _hash.AppendData(buffer[..read]);
        Count += read;
        progress?.Invoke(read);
        return read;
    }

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
