using System.Text;
using CsCheck;
using Metrics.CaseLogs;
using Metrics.Events;
using Xunit;

namespace Metrics.Tests.Events;

public sealed class EventRecordTests
{
    static byte[] Bytes(int length) => [.. Enumerable.Repeat((byte)'x', length)];

    /// <summary>What a record says of itself, packed and read back.</summary>
    static string Packed(in EventFields fields)
    {
        var shards = new EventShards(1);
        shards.OpenAppender().Append(fields);
        var e = EventRecord.At0(Assert.Single(shards.Read(0)).Records.Span);
        return string.Join('|', e.Line, e.At, e.Kind, e.CaseId.ToUtf8().Length, e.EventId.ToUtf8().Length, e.ItemCode.Length, e.Policy.Length, e.District,
            e.Channel, e.Stage.Length, e.Stages.Length, e.Result, e.Reason, e.Number, e.ProjectCode.Length, e.Updated, e.Deleted);
    }

    [Fact]
    public void An_acceptance_keeps_texts_of_any_length_and_its_place()
    {
        var lengths = Gen.Frequency((3, Gen.Int[0, 20]), (1, Gen.Int[120, 140]), (1, Gen.Int[16_380, 16_390]), (1, Gen.Const(65_536)));
        Gen.Select(Gen.Int[1, 256], Gen.Int[0, 256], lengths.Array[4], Gen.Long[0, DateTime.MaxValue.Ticks], Gen.UInt, Gen.Select(Gen.OneOf(Gen.Const(0L), Gen.Long[0, DateTime.MaxValue.Ticks]), Gen.Bool)).Sample((id, eventId, texts, at, line, version) =>
        {
            EventFields fields = new()
            {
                Line = line,
                Kind = EventKind.Accepted,
                At = at,
                CaseId = Bytes(id),
                EventId = Bytes(eventId),
                ItemCode = Bytes(texts[0]),
                Policy = Bytes(texts[1]),
                Stages = Bytes(texts[2]),
                ProjectCode = Bytes(texts[3]),
                District = new(999_999),
                Channel = Channel.Other,
                Updated = version.Item1,
                Deleted = version.Item2,
            };
            var expected = $"{line}|{at}|Accepted|{id}|{eventId}|{texts[0]}|{texts[1]}|999999|Other|0|{texts[2]}|None|None|0|{texts[3]}|{version.Item1}|{version.Item2}";
            return Packed(fields) == expected;
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Each_kind_keeps_what_it_uses()
    {
        var (id, at) = ("c"u8.ToArray(), new DateTime(2019, 3, 4).Ticks + 1);
        Assert.Equal($"1|{at}|Refused|1|0|3|0|110101|None|0|0|None|None|0|0|0|False",
            Packed(new() { Line = 1, Kind = EventKind.Refused, At = at, CaseId = id, ItemCode = Bytes(3), District = new(110101) }));
        Assert.Equal($"1|{at}|StageDone|1|0|0|0|0|None|300|0|None|None|0|0|0|False",
            Packed(new() { Line = 1, Kind = EventKind.StageDone, At = at, CaseId = id, Stage = Bytes(300) }));
        Assert.Equal($"1|{at}|Decided|1|0|0|0|0|None|0|0|Denied|None|0|0|0|False",
            Packed(new() { Line = 1, Kind = EventKind.Decided, At = at, CaseId = id, Result = Result.Denied }));
        Assert.Equal($"1|{at}|SpecialStarted|1|0|0|0|0|None|0|0|None|Other|0|0|0|False",
            Packed(new() { Line = 1, Kind = EventKind.SpecialStarted, At = at, CaseId = id, Reason = PauseReason.Other }));
        Assert.Equal($"1|{at}|Extended|1|0|0|0|0|None|0|0|None|None|60|0|0|False",
            Packed(new() { Line = 1, Kind = EventKind.Extended, At = at, CaseId = id, Number = 60 }));
    }

    [Fact]
    public void A_version_is_no_content_and_a_record_without_one_does_not_grow()
    {
        EventFields fields = new() { Line = 1, Kind = EventKind.Rated, At = new DateTime(2019, 3, 4).Ticks, CaseId = "c"u8, EventId = "e"u8, Number = 5 };
        var plain = Record(fields);
        fields.Deleted = true;
        fields.Updated = new DateTime(2019, 3, 5).Ticks;
        var versioned = Record(fields);
        // Kind, size, line, time, two identifiers of two bytes, number; then a number of eight bytes.
        Assert.Equal((15, 23), (plain.Length, versioned.Length));
        Assert.True(EventRecord.At0(plain).SameContent(EventRecord.At0(versioned)));
        Assert.Equal((fields.Updated, true, 1u), (EventRecord.At0(versioned).Updated, EventRecord.At0(versioned).Deleted, EventRecord.At0(versioned).Line));
    }

    [Theory, InlineData(0, 0), InlineData(257, 0), InlineData(1, 257)]
    public void An_identifier_that_no_line_can_have_is_refused(int caseId, int eventId)
    {
        var appender = new EventShards(1).OpenAppender();
        Assert.Throws<ArgumentException>(() => appender.Append(new() { Kind = EventKind.Received, CaseId = Bytes(caseId), EventId = Bytes(eventId) }));
    }

    [Fact]
    public void Equal_content_is_equal_bytes_whatever_the_line()
    {
        var first = Encoding.UTF8.GetBytes(Logs.Header + "c1,,received,2019-03-04,,,,,,,,,,,\nc1,,1,2019/3/4 0:00,x,,,,,,,,,,\nc1,,1,2019/3/4 0:00:00.1,,,,,,,,,,,\n");
        var shards = new EventShards(1);
        CaseLogReader.Read([Logs.File("a.csv", first)], shards, 1, stop: TestContext.Current.CancellationToken);
        var bytes = Assert.Single(shards.Read(0)).Records.Span;
        var a = EventRecord.At0(bytes);
        var b = EventRecord.At0(bytes[a.Size..]);
        var c = EventRecord.At0(bytes[(a.Size + b.Size)..]);
        Assert.Equal((true, false), (a.SameContent(b), a.SameContent(c)));
    }

    [Fact]
    public void The_form_of_a_time_is_part_of_the_content()
    {
        // In seconds of 4 bytes, then an id of 14 digits; or in ticks of 8 bytes, then what is left of the same bytes as an id.
        var inSeconds = Record(new DateTime(2000, 1, 1, 0, 0, 1).Ticks, "00500803414243");
        var inTicks = Record(0x0850_008E_0000_0001, "ABC");
        Assert.Equal(Convert.ToHexString(EventRecord.At0(inSeconds).Content), Convert.ToHexString(EventRecord.At0(inTicks).Content));
        Assert.False(EventRecord.At0(inSeconds).SameContent(EventRecord.At0(inTicks)));
    }

    static byte[] Record(long at, string caseId) => Record(new() { Kind = EventKind.Received, At = at, CaseId = Encoding.UTF8.GetBytes(caseId) });

    static byte[] Record(in EventFields fields)
    {
        var shards = new EventShards(1);
        shards.OpenAppender().Append(fields);
        return Assert.Single(shards.Read(0)).Records.ToArray();
    }
}
