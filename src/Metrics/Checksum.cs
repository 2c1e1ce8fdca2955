using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Metrics;

/// <summary>What is stored stands before its checksum: XxHash3, u64, little endian.</summary>
public static class Checksum
{
    const int Size = sizeof(ulong);

    public static void Write(Stream to, Action<BinaryWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            content(writer);
        var written = bytes.GetBuffer().AsSpan(0, checked((int)bytes.Length));
        Span<byte> sum = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(sum, XxHash3.HashToUInt64(written));
        to.Write(written);
        to.Write(sum);
    }

    /// <param name="from">Is read to its end.</param>
    /// <returns>What stands before the checksum.</returns>
    /// <exception cref="InvalidDataException">The bytes are not as they were written.</exception>
    public static Stream Check(Stream from)
    {
        var bytes = new MemoryStream();
        from.CopyTo(bytes);
        var read = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (read.Length < Size || BinaryPrimitives.ReadUInt64LittleEndian(read[^Size..]) != XxHash3.HashToUInt64(read[..^Size]))
            throw new InvalidDataException("the bytes do not have their checksum: they were damaged, or another version wrote them");
        bytes.SetLength(bytes.Length - Size);
        bytes.Position = 0;
        return bytes;
    }
}
