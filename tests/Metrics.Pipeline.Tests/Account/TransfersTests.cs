using Metrics.Documents;
using Metrics.Pipeline.Account;

namespace Metrics.Pipeline.Tests.Account;

public sealed class TransfersTests(TestStorage storage)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // A request asks for 16 MiB at most, and a read for one.
    [Theory]
    [InlineData(0, 40 << 20, 0)]
    [InlineData(5, (32 << 20) + 1, 7)]
    [InlineData(3, 16 << 20, 1)]
    [InlineData(9, 10, 100)]
    public async Task A_range_of_a_blob_is_copied_to_its_place_by_any_number_of_requests(int begin, int size, int at)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var bytes = new byte[41 << 20];
        new Random(5).NextBytes(bytes);
        var blob = host.Account.Events.GetBlobClient("a");
        await blob.UploadAsync(BinaryData.FromBytes(bytes), Stop);
        await using var file = TemporaryFile.Open();
        await blob.CopyAsync(begin, size, file.SafeFileHandle, at, Stop);
        var copied = new byte[at + size];
        Assert.Equal(copied.Length, RandomAccess.GetLength(file.SafeFileHandle));
        file.ReadExactly(copied);
        Assert.True(bytes.AsSpan(begin, size).SequenceEqual(copied.AsSpan(at)));
        Assert.True(copied.AsSpan(0, at).IndexOfAnyExcept((byte)0) < 0);
    }
}
