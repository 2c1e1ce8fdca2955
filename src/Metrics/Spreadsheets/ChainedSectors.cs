namespace Metrics.Spreadsheets;

/// <summary>The bytes of a chain of sectors, one behind the other.</summary>
/// <param name="offset">Where the first sector of the file begins.</param>
sealed class ChainedSectors(Stream file, int sectorSize, List<uint> sectors, long length, int offset) : Stream
{
    public override long Position { get; set; }
    public override long Length => length;
    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;

    /// <exception cref="InvalidDataException">The chain is shorter than its stream.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty)
            return 0;
        var (sector, at) = Math.DivRem(Position, sectorSize);
        if (sector >= sectors.Count)
            throw new InvalidDataException("a chain of sectors that ends early");
        file.Position = offset + (long)sectors[(int)sector] * sectorSize + at;
        var read = file.Read(buffer[..(int)Math.Min(buffer.Length, Math.Min(sectorSize - at, length - Position))]);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => Position,
        SeekOrigin.End => length,
        _ => 0,
    };

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
