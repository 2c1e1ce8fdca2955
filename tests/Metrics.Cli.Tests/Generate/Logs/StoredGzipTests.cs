using System.IO.Compression;
using Metrics.Cli.Generate.Logs;
using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Tests.Generate.Logs;

public sealed class StoredGzipTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(65_535), InlineData(65_536), InlineData(200_000)]
    public void A_gzip_reader_gets_back_what_was_written(int size)
    {
        var bytes = new byte[size];
        var draws = new Draws(3);
        for (var i = 0; i < size; i++)
            bytes[i] = (byte)draws.Below(256);
        using var packed = new MemoryStream();
        using (var gzip = new StoredGzip(packed))
        {
            gzip.Write(bytes.AsSpan(0, size / 3));
            gzip.Write(bytes.AsSpan(size / 3));
        }
        using var unpacked = new MemoryStream();
        using (var reader = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress))
            reader.CopyTo(unpacked);
        Assert.Equal(bytes, unpacked.ToArray());
    }
}
