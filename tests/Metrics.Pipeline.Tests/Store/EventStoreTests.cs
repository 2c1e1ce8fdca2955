using System.Globalization;
using System.Text;
using Metrics.Events;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;
using Parquet;

namespace Metrics.Pipeline.Tests.Store;

public sealed class EventStoreTests(TestStorage storage)
{
    static readonly IReadOnlyList<LogName> _files = [new("one_net", "a.csv"), new("one_window", "大厅/b,c.csv")];

    [Theory, InlineData(1), InlineData(2_000), InlineData(140_000)]
    public async Task A_part_gives_back_the_very_records_in_reading_order(int lines)
    {
        var written = Random(lines, seed: 7);
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var part = await StoreAsync(host, written);
        var read = Lists(EventStore.Shards);
        await part.ReadAsync([0, 1], 0, read, Stop);
        for (var shard = 0; shard < EventStore.Shards; shard++)
            Assert.Equal(Records(written.Read(shard)), Records(read[shard]));
    }

    [Theory, InlineData(2_000), InlineData(140_000)]
    public async Task A_part_is_read_some_shards_and_one_file_at_a_time(int lines)
    {
        var written = Random(lines, seed: 8);
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var part = await StoreAsync(host, written);
        foreach (var (first, count) in ((int, int)[])[(0, 1), (17, 3), (63, 1)])
        {
            var read = Lists(count);
            await part.ReadAsync([-1, 5], first, read, Stop);
            for (var i = 0; i < count; i++)
                Assert.Equal(Records(written.Read(first + i)).Where(r => r.File == 1).Select(r => r with { File = 5 }), Records(read[i]));
        }
    }

    [Theory, InlineData(1), InlineData(2_000), InlineData(140_000)]
    public async Task A_program_of_another_layout_reads_the_same_records_from_the_columns(int lines)
    {
        var written = Random(lines, seed: 8);
        using var part = new MemoryStream();
        await EventStore.WriteAsync(part, written.Read, _files, withColumns: true, Stop);
        Assert.True(PackedIndex.Find(part.ToArray())!.IsReadable);
        var other = new PackedIndex(EventRecord.Layout + 1, new PackedShard[EventStore.Shards], default(PackedProjects), 0, hasColumns: true);
        Assert.False(PackedIndex.Find([.. "PAR1"u8, .. other.ToBytes()])!.IsReadable);
        foreach (var (first, count) in ((int, int)[])[(0, 64), (17, 3), (63, 1)])
        {
            var read = Lists(count);
            await StoredPart.ReadColumnsAsync(part, [0, 1], first, read, Stop);
            for (var i = 0; i < count; i++)
                Assert.Equal(Records(written.Read(first + i)), Records(read[i]));
        }
    }

    [Fact]
    public async Task A_line_number_past_2_to_31_comes_back_from_the_columns()
    {
        using var shards = new EventShards(EventStore.Shards);
        var appender = shards.OpenAppender();
        appender.Begin(0, 0);
        appender.Append(new EventFields { Line = uint.MaxValue - 1, Kind = EventKind.Visited, At = new DateTime(2019, 3, 4).Ticks, CaseId = "c1"u8 });
        using var part = new MemoryStream();
        await EventStore.WriteAsync(part, shards.Read, _files, withColumns: true, Stop);
        var read = Lists(EventStore.Shards);
        await StoredPart.ReadColumnsAsync(part, [0, 1], 0, read, Stop);
        Assert.Equal(uint.MaxValue - 1, EventRecord.At0(Assert.Single(read.SelectMany(s => s)).Records.Span).Line);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task A_part_of_an_earlier_format_is_still_read(int format)
    {
        var written = Random(60, seed: 11, versions: false); // what lies in the file
        var part = await File.ReadAllBytesAsync(Repository.File($"tests/Metrics.Pipeline.Tests/Store/parts/format-{format}.parquet"), Stop);
        Assert.Null(PackedIndex.Find(part));
        var read = Lists(EventStore.Shards);
        await StoredPart.ReadColumnsAsync(new MemoryStream(part), [0, 1], 0, read, Stop);
        for (var shard = 0; shard < EventStore.Shards; shard++)
            Assert.Equal(Records(written.Read(shard)), Records(read[shard]));
    }

    [Fact]
    public async Task The_same_events_are_the_same_bytes_of_a_part()
    {
        using var one = new MemoryStream();
        using var two = new MemoryStream();
        foreach (var part in (MemoryStream[])[one, two])
            await EventStore.WriteAsync(part, Random(300_000, seed: 9).Read, _files, withColumns: true, Stop);
        Assert.True(one.ToArray().AsSpan().SequenceEqual(two.ToArray()));
    }

    [Fact]
    public async Task The_bytes_of_a_part_do_not_depend_on_the_segments_in_which_its_events_come()
    {
        using var written = Random(300_000, seed: 9);
        using var many = new MemoryStream();
        using var few = new MemoryStream();
        await EventStore.WriteAsync(many, written.Read, _files, withColumns: true, Stop);
        await EventStore.WriteAsync(few, shard => OneOfEachFile(written.Read(shard)), _files, withColumns: true, Stop);
        Assert.True(written.Read(0).Count > OneOfEachFile(written.Read(0)).Count);
        Assert.True(many.ToArray().AsSpan().SequenceEqual(few.ToArray()));
    }

    static List<EventSegment> OneOfEachFile(IReadOnlyList<EventSegment> segments) =>
        [.. segments.GroupBy(s => s.File).Select(f => new EventSegment(f.Key, 0, f.SelectMany(s => s.Records.ToArray()).ToArray()))];

    [Fact]
    public async Task A_part_without_columns_is_read_by_who_knows_its_layout_and_refused_by_who_does_not()
    {
        var written = Random(2_000, seed: 13);
        using var part = new MemoryStream();
        await EventStore.WriteAsync(part, written.Read, _files, withColumns: false, Stop);
        var index = PackedIndex.Find(part.ToArray())!;
        Assert.False(index.HasColumns);
        var read = Lists(EventStore.Shards);
        for (var shard = 0; shard < EventStore.Shards; shard++)
        {
            var (begin, end) = index.RangeOf(shard, 1);
            PackedBlock.Read(part.ToArray().AsSpan((int)begin..(int)end), index[shard], [0, 1], new byte[index[shard].Unpacked], read[shard]);
            Assert.Equal(Records(written.Read(shard)), Records(read[shard]));
        }
        var why = await Assert.ThrowsAsync<InvalidDataException>(() => StoredPart.ReadColumnsAsync(part, [0, 1], 0, Lists(EventStore.Shards), Stop));
        Assert.Contains("columns were not written yet", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_engine_finds_no_row_in_a_part_without_columns()
    {
        var name = Path.GetTempFileName();
        await using (var part = new FileStream(name, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite }))
            await EventStore.WriteAsync(part, Random(100, seed: 14).Read, _files, withColumns: false, Stop);
        var found = PartText.DescribeByDuckDb(name);
        File.Delete(name);
        Assert.Empty(found);
    }

    [Theory, InlineData(500), InlineData(140_000)]
    public async Task The_columns_are_the_contracts_and_say_what_the_packed_events_say(int lines)
    {
        var written = Random(lines, seed: 10);
        using var part = new MemoryStream();
        await EventStore.WriteAsync(part, written.Read, _files, withColumns: true, Stop);
        await using var reader = await ParquetReader.CreateAsync(part, cancellationToken: Stop);
        Assert.Equal(
            ["source", "file", "file_number", "line", "case_id", "event_id", "event", "at", "at_digit7", "item_code", "policy", "district", "channel",
                "stage", "stages", "result", "reason", "days", "project_code", "rating", "updated", "updated_digit7", "deleted"],
            reader.Schema.GetDataFields().Select(f => f.Name));
        var expected = Enumerable.Range(0, EventStore.Shards).SelectMany(shard => Described(written, shard)).ToList();
        var found = new List<string>();
        for (var i = 0; i < reader.RowGroupCount; i++)
            found.AddRange(await PartText.DescribeAsync(reader.OpenRowGroupReader(i), Stop));
        Assert.Equal(expected, found);
    }

    [Theory, InlineData(1), InlineData(140_000)]
    public async Task Another_engine_reads_the_same_rows(int lines)
    {
        var written = Random(lines, seed: 12);
        var name = Path.GetTempFileName();
        await using (var part = new FileStream(name, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite }))
            await EventStore.WriteAsync(part, written.Read, _files, withColumns: true, Stop);
        var expected = Enumerable.Range(0, EventStore.Shards).SelectMany(shard => Described(written, shard));
        var found = PartText.DescribeByDuckDb(name);
        File.Delete(name);
        Assert.Equal(expected, found);
    }

    static List<string> Described(EventShards shards, int shard)
    {
        var rows = new List<string>();
        foreach (var segment in shards.Read(shard))
        {
            for (var rest = segment.Records.Span; !rest.IsEmpty; rest = rest[EventRecord.At0(rest).Size..])
                rows.Add(PartText.Describe(_files[segment.File], segment.File, EventRecord.At0(rest)));
        }
        return rows;
    }

    /// <summary>Events of every kind, with every field that the kind has, texts of every length and script.</summary>
    /// <param name="versions">Some say when they were written, some are taken back.</param>
    internal static EventShards Random(int lines, int seed, bool versions = true)
    {
        var random = new Random(seed);
        var shards = new EventShards(EventStore.Shards);
        var appender = shards.OpenAppender();
        for (var i = 0; i < lines; i++)
        {
            appender.Begin(i * 2 / lines, i / 1000);
            var kind = (EventKind)random.Next(1, 17);
            appender.Append(new EventFields
            {
                Line = (uint)i + 2,
                Kind = kind,
                At = random.NextInt64(new DateTime(1, 1, 1).Ticks, new DateTime(9999, 12, 31).Ticks),
                CaseId = Text(random.Next(lines / 4 + 1), "C"),
                EventId = random.Next(2) == 0 ? default : Text(i, "流水"),
                ItemCode = kind is EventKind.Accepted or EventKind.Refused ? Text(random.Next(50), "事项") : default,
                Policy = kind is EventKind.Accepted && random.Next(2) == 0 ? "business_setup"u8 : default,
                District = kind is EventKind.Accepted or EventKind.Refused ? new(random.Next(0, 999_999)) : default,
                Channel = kind is EventKind.Accepted ? (Channel)random.Next(1, 4) : Channel.None,
                Stage = kind is EventKind.StageStarted or EventKind.StageDone ? "公章刻制"u8 : default,
                Stages = kind is EventKind.Accepted && random.Next(2) == 0 ? "invoice;seal"u8 : default,
                Result = kind is EventKind.Decided ? (Result)random.Next(1, 4) : Result.None,
                Reason = kind is EventKind.CorrectionStarted or EventKind.SpecialStarted ? (PauseReason)random.Next(0, 10) : PauseReason.None,
                Number = kind switch { EventKind.Extended => (byte)random.Next(1, 61), EventKind.Rated => (byte)random.Next(1, 6), _ => 0 },
                ProjectCode = kind is EventKind.Accepted && random.Next(3) == 0 ? "2019-110101-47-03-𠮷"u8 : default,
                Updated = versions && i % 3 == 0 ? new DateTime(2019, 1, 1).Ticks + i * 1_234_567L : 0,
                Deleted = versions && i % 5 == 0,
            });
        }
        return shards;
    }

    static byte[] Text(int number, string prefix) => Encoding.UTF8.GetBytes(prefix + number.ToString(CultureInfo.InvariantCulture));

    static async Task<StoredPart> StoreAsync(TestHost host, EventShards shards)
    {
        await host.Get<EventStore>().WriteAsync("part.parquet", shards.Read, _files, withColumns: true, Stop);
        return await host.Get<EventStore>().OpenAsync("part.parquet", Stop);
    }

    internal static List<EventSegment>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<EventSegment>())];

    internal static List<(int File, string Record)> Records(IEnumerable<EventSegment> segments)
    {
        var records = new List<(int, string)>();
        foreach (var segment in segments)
        {
            for (var rest = segment.Records.Span; !rest.IsEmpty; rest = rest[EventRecord.At0(rest).Size..])
                records.Add((segment.File, Convert.ToHexString(EventRecord.At0(rest).Bytes)));
        }
        return records;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
