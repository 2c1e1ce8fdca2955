using Metrics.Events;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;

namespace Metrics.Pipeline.Tests.Store;

/// <summary>A part in which one bit is another is refused, or says what it said.</summary>
public sealed class DamagedPartTests(TestStorage storage)
{
    const int Flips = 3_000;
    static readonly IReadOnlyList<LogName> _files = [new("one_net", "a.csv"), new("one_window", "b.csv")];

    [Theory, InlineData(true), InlineData(false)]
    public async Task No_flipped_bit_changes_what_a_run_reads(bool withColumns)
    {
        var (part, written) = await WriteAsync(withColumns);
        var refused = 0;
        foreach (var flipped in Flipped(part, until: PackedIndex.Find(part)!.ShardsEnd))
        {
            if (await FindAsync(() => ReadAsync(flipped)) is { } found)
                Assert.Equal(written, found);
            else
                refused++;
        }
        // A run reads nothing else; the four bytes before the index are Parquet's.
        Assert.InRange(refused, Flips - Flips / 50, Flips);
    }

    [Fact]
    public async Task No_flipped_bit_changes_what_the_columns_say()
    {
        var (part, written) = await WriteAsync();
        foreach (var flipped in Flipped(part, until: part.Length))
        {
            if (await FindAsync(() => ReadColumnsAsync(flipped)) is { } found)
                Assert.Equal(written, found);
        }
        foreach (var flipped in Flipped(part, until: part.Length, from: PackedIndex.Find(part)!.End))
            Assert.Null(await FindAsync(() => ReadColumnsAsync(flipped)));
    }

    [Fact]
    public async Task No_flipped_bit_of_the_block_of_projects_is_accepted()
    {
        var (part, _) = await WriteAsync();
        var index = PackedIndex.Find(part)!;
        Assert.NotEqual(0, index.Projects!.Value.Size);
        ProjectShards.Find(ProjectsOf(part), index.Projects.Value, "p"u8);
        foreach (var flipped in Flipped(part, until: index.End, from: index.ShardsEnd))
            Assert.Throws<InvalidDataException>(() => ProjectShards.Find(ProjectsOf(flipped), index.Projects.Value, "p"u8));

        ReadOnlySpan<byte> ProjectsOf(byte[] of) => of.AsSpan((int)index.ShardsEnd..(int)index.End);
    }

    [Theory, InlineData(1), InlineData(100), InlineData(1_500), InlineData(20_000)]
    public async Task A_part_that_ends_too_early_is_refused(int missing)
    {
        var (part, _) = await WriteAsync();
        Assert.Null(await FindAsync(() => ReadColumnsAsync(part[..^missing])));
    }

    [Theory, InlineData("its word"), InlineData("its index"), InlineData("a block"), InlineData("its columns"), InlineData("its end"), InlineData("all but its start")]
    [InlineData("its index", false), InlineData("a block", false), InlineData("its columns", false)]
    public async Task The_same_logs_write_a_damaged_part_anew(string damaged, bool withColumns = true)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var (store, blob) = (host.Get<EventStore>(), host.Account.Events.GetBlobClient("a.parquet"));
        var events = EventStoreTests.Random(900, seed: 22);
        await store.WriteAsync(blob.Name, events.Read, _files, withColumns, Stop);
        var written = (await blob.DownloadContentAsync(Stop)).Value.Content.ToArray();
        await Damage.ReplaceAsync(blob, bytes =>
        {
            var index = PackedIndex.Find(bytes)!;
            if (damaged is "its end" or "all but its start")
                return bytes[..(damaged == "its end" ? ^1 : 100)];
            bytes[damaged switch { "its word" => PackedIndex.Start, "its index" => 100, "a block" => index.BlocksStart, _ => (int)index.End }] ^= 1;
            return bytes;
        });
        await store.WriteAsync(blob.Name, events.Read, _files, withColumns, Stop);
        Assert.Equal(written, (await blob.DownloadContentAsync(Stop)).Value.Content.ToArray());
    }

    static async Task<(byte[] Part, List<(int, string)> Records)> WriteAsync(bool withColumns = true)
    {
        var events = EventStoreTests.Random(900, seed: 21);
        using var part = new MemoryStream();
        await EventStore.WriteAsync(part, events.Read, _files, withColumns, Stop);
        return (part.ToArray(), [.. Enumerable.Range(0, EventStore.Shards).SelectMany(s => EventStoreTests.Records(events.Read(s)))]);
    }

    /// <summary>The part with one bit of it another, at as many places as are asked for.</summary>
    static IEnumerable<byte[]> Flipped(byte[] part, long until, long from = 0)
    {
        var random = new Random(5);
        for (var i = 0; i < Flips; i++)
        {
            var flipped = (byte[])part.Clone();
            flipped[random.NextInt64(from, until)] ^= (byte)(1 << random.Next(8));
            yield return flipped;
        }
    }

    /// <summary>What a read found; null: it refused the bytes.</summary>
    static async Task<List<(int, string)>?> FindAsync(Func<Task<List<EventSegment>[]>> read)
    {
        try
        {
            return [.. (await read()).SelectMany(EventStoreTests.Records)];
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    static async Task<List<EventSegment>[]> ReadAsync(byte[] part)
    {
        if (PackedIndex.Find(part) is not { IsReadable: true } index)
            return await ReadColumnsAsync(part);
        var read = EventStoreTests.Lists(EventStore.Shards);
        for (var shard = 0; shard < EventStore.Shards; shard++)
        {
            var (begin, end) = index.RangeOf(shard, 1);
            PackedBlock.Read(part.AsSpan((int)begin..(int)end), index[shard], [0, 1], new byte[index[shard].Unpacked], read[shard]);
        }
        return read;
    }

    static async Task<List<EventSegment>[]> ReadColumnsAsync(byte[] part)
    {
        var read = EventStoreTests.Lists(EventStore.Shards);
        await StoredPart.ReadColumnsAsync(new MemoryStream(part), [0, 1], 0, read, Stop);
        return read;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
