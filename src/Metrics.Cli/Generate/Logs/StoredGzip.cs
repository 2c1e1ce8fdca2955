using System.Buffers.Binary;
using System.IO.Hashing;

namespace Metrics.Cli.Generate.Logs;

/// <summary>
/// Gzip (RFC 1952) of stored blocks: packed, but not made smaller. A compressor may choose other bytes with every
/// version and processor; these are the same everywhere.
/// </summary>
sealed class StoredGzip(Stream to) : Stream
{
    const int MaxBlock = 65_535;
    const byte FinalBlock = 1;

    readonly Crc32 _crc = new();
    uint _size;
    bool _begun;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Begin();
        _crc.Append(buffer);
        _size = unchecked(_size + (uint)buffer.Length);
        for (; buffer.Length > 0; buffer = buffer[Math.Min(MaxBlock, buffer.Length)..])
            WriteBlock(0, buffer[..Math.Min(MaxBlock, buffer.Length)]);
    }

    void Begin()
    {
        if (_begun)
            return;
        _begun = true;
        // Magic, deflate, no flags, no time, no extra flags, unknown system.
        to.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]);
    }

    void WriteBlock(byte final, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = final;
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)bytes.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head[3..], (ushort)(MaxBlock - bytes.Length));
        to.Write(head);
        to.Write(bytes);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Begin();
            WriteBlock(FinalBlock, []);
            Span<byte> tail = stackalloc byte[8];
            _crc.GetCurrentHash(tail);
            BinaryPrimitives.WriteUInt32LittleEndian(tail[4..], _size);
            to.Write(tail);
            to.Dispose();
        }
        base.Dispose(disposing);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    public override void Flush() => to.Flush();
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
