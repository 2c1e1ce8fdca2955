using System.Security.Cryptography;

namespace Metrics.Pipeline.Account;

/// <summary>Bytes as they come; their last read fails when they are not those that were written.</summary>
/// <param name="hash">SHA-256 of all bytes, lower-case hex.</param>
/// <param name="damaged">Makes the failure out of the hash that was found.</param>
sealed class CheckedStream(Stream inner, string hash, Func<string, Exception> damaged) : ForwardStream
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    bool _atEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Taken(buffer.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => Taken(buffer, inner.Read(buffer));

    int Taken(ReadOnlySpan<byte> buffer, int read)
    {
        _hash.AppendData(buffer[..read]);
        if (read > 0 || buffer.IsEmpty || _atEnd)
            return read;
        _atEnd = true;
        var found = Convert.ToHexStringLower(_hash.GetHashAndReset());
        return found == hash ? 0 : throw damaged(found);
    }

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
