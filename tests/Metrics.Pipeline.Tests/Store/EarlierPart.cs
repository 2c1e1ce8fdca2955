using System.Buffers.Binary;
using System.IO.Hashing;
using Metrics.Pipeline.Store;

namespace Metrics.Pipeline.Tests.Store;

/// <summary>A part as it was written before its index had projects.</summary>
static class EarlierPart
{
    const int ProjectsSize = sizeof(int) + sizeof(ulong);

    /// <summary>
    /// The same events under the index of then. The columns stay where they are, since Parquet's footer says where they begin; what is
    /// left over before them has the checksum of the columns.
    /// </summary>
    internal static byte[] Of(byte[] part)
    {
        var index = PackedIndex.Find(part) ?? throw new InvalidDataException("It has no index.");
        var earlier = (byte[])part.Clone();
        "evtc"u8.CopyTo(earlier.AsSpan(PackedIndex.Start));
        part.AsSpan(index.BlocksStart..(int)index.ShardsEnd).CopyTo(earlier.AsSpan(index.BlocksStart - ProjectsSize));
        var checksums = earlier.AsSpan(index.BlocksStart - ProjectsSize - 2 * sizeof(ulong));
        var columns = XxHash3.HashToUInt64(earlier.AsSpan((int)index.ShardsEnd - ProjectsSize));
        BinaryPrimitives.WriteUInt64LittleEndian(checksums, columns);
        var upToHere = earlier.AsSpan(PackedIndex.Start..(index.BlocksStart - ProjectsSize - sizeof(ulong)));
        BinaryPrimitives.WriteUInt64LittleEndian(checksums[sizeof(ulong)..], XxHash3.HashToUInt64(upToHere));
        return earlier;
    }
}
