using System.Text;
using Xunit;

namespace Metrics.Tests.CaseLogs;

public sealed class EncodingTests
{
    static byte[] Join(params ReadOnlySpan<object> parts)
    {
        var bytes = new List<byte>();
        foreach (var part in parts)
            bytes.AddRange(part is string text ? Encoding.UTF8.GetBytes(text) : (byte[])part);
        return [.. bytes];
    }

    static ReadLogs Read(params ReadOnlySpan<object> parts) => Logs.Read(Logs.File("a.csv", Join(parts)));

    [Fact]
    public void The_first_line_with_a_high_byte_decides_for_the_whole_file()
    {
        var gb = Read("case_id,event,at\nc1,received,2019-03-04\n", Logs.Gb18030("c2,接件,2019-03-04\n"), "c3,接件,2019-03-04\n");
        Assert.Equal(["1", "2"], gb.Events.Select(e => e.Split('|')[1][1..]));
        Assert.Equal("4 unknown_event event", Assert.Single(gb.Reasons));
        var utf8 = Read("case_id,event,at\n", "c2,接件,2019-03-04\n", Logs.Gb18030("c3,接件,2019-03-04\n"));
        Assert.Equal("3 bad_encoding", Assert.Single(utf8.Reasons));
    }

    [Fact]
    public void Gb18030_gives_the_same_events_as_utf8()
    {
        const string log = "办件编号,事件,办理时间,环节,note\n甲𠮷1,环节办结,2019-03-04,公章刻制,\"一,\n二\"\n乙,环节办结,2019-03-05,\u3000登记\u3000,€\n\u3000\n";
        Assert.Equal(
            Logs.Read(Logs.Csv(log)).Everything,
            Logs.Read(Logs.File("a.csv", Logs.Gb18030(log))).Everything);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    [InlineData(0x81)]
    public void In_gb18030_a_byte_that_is_no_character_is_bad_encoding_in_any_column(byte bad)
    {
        var read = Read(Logs.Gb18030("办件编号,event,at,note\n"), "c1,received,2019-03-04,", new byte[] { bad }, "\nc2,received,2019-03-04,\n");
        Assert.Equal(["2 bad_encoding"], read.Reasons);
        Assert.Single(read.Events);
    }

    [Fact]
    public void Bad_encoding_is_tried_before_bad_row()
    {
        var read = Read("案,case_id,event,at\n", new byte[] { 0xC0 }, "\n\"a", new byte[] { 0xFF }, "\n");
        Assert.Equal(["2 bad_encoding", "3 bad_encoding"], read.Reasons);
    }

    [Fact]
    public void A_line_too_long_to_be_held_is_judged_all_the_same()
    {
        var x = new string('x', 3_000_000);
        var read = Logs.Read(
            [Logs.File("a.csv", Join("case_id,event,at\n", Logs.Gb18030(x + "受理\n"), x, new byte[] { 0x81 }, "\n", x + "\n", Logs.Gb18030("c1,接件,2019-03-04\n")))],
            chunkSize: 100_000);
        Assert.Equal(["2 bad_row", "3 bad_encoding", "4 bad_row"], read.Reasons);
        Assert.StartsWith("5|c1", Assert.Single(read.Events), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_utf8_and_no_text()
    {
        var read = Read(new byte[] { 0xEF, 0xBB, 0xBF }, "case_id,event,at\n", Logs.Gb18030("c1,接件,2019-03-04\n"), "c2,接件,2019-03-04\n");
        Assert.Equal(["2 bad_encoding"], read.Reasons);
        Assert.Single(read.Events);
    }

    static byte[] Utf16(string text, bool bigEndian) => [.. new UnicodeEncoding(bigEndian, true).GetPreamble(), .. new UnicodeEncoding(bigEndian, true).GetBytes(text)];

    [Fact]
    public void Utf16_with_a_mark_gives_the_same_events_as_utf8()
    {
        var log = "\uFEFF办件编号\t事件\t办理时间\n甲𠮷1\t接件\t2019-03-04\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"𠮷{i}\t受理\tx\n"));
        var utf8 = Logs.Read(Logs.Csv(log)).Everything;
        foreach (var bigEndian in (bool[])[false, true])
        {
            Assert.Equal(utf8, Logs.Read([Logs.File("a.csv", Utf16(log[1..], bigEndian))], chunkSize: 100).Everything);
            Assert.Equal(utf8, Logs.Read(Logs.File("a.csv", Logs.Gzip(Utf16(log[1..], bigEndian)))).Everything);
        }
    }

    [Fact]
    public void Ill_formed_utf16_refuses_the_file_wherever_it_is()
    {
        var log = "case_id,event,at\n" + string.Concat(Enumerable.Repeat("c1,received,2019-03-04\n", 10_000));
        byte[][] faults = [[.. Utf16(log, true), 0], [.. Utf16(log, true), 0xD8, 0], [.. Utf16(log, false), 0, 0xDC, .. Encoding.Unicode.GetBytes(log)]];
        foreach (var file in faults)
        {
            var read = Logs.Read([Logs.File("a.csv", file)], chunkSize: 5000);
            Assert.Equal((0, 0), (read.Tally.Lines, read.Events.Count));
            Assert.Contains("UTF-16", read.Tally.Refusal!.Value.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_limit_of_bytes_in_utf16_is_one_of_the_same_text_in_utf8()
    {
        const string start = "case_id,event,at,note\nc1,received,2019-03-04,";
        var longest = start + new string('x', 65_536 - 23);
        Assert.Empty(Logs.Read(Logs.File("a.csv", Utf16(longest, false))).Reasons);
        Assert.Equal(["2 bad_row"], Logs.Read(Logs.File("a.csv", Utf16(longest + "x", false))).Reasons);
    }

    [Fact]
    public void One_byte_0x1F_alone_after_gzip_is_a_member_cut_off()
    {
        var member = Logs.Gzip("case_id,event,at\nc1,received,2019-03-04\n"u8.ToArray());
        Assert.NotNull(Read(member, new byte[] { 0x1F }).Tally.Refusal);
        Assert.Single(Read(member, new byte[] { 0x1F, 0x00 }).Events);
        Assert.Single(Read(member, new byte[] { 0x1E }).Events);
        Assert.Single(Read(member, new byte[512]).Events);
    }

    [Fact]
    public void Gzip_is_seen_by_its_bytes_and_what_follows_the_last_member_is_ignored()
    {
        var member = Logs.Gzip("case_id,event,at\n"u8.ToArray());
        var second = Logs.Gzip("c1,received,2019-03-04\n"u8.ToArray());
        var read = Read(member, second, "x");
        Assert.Equal((1, (long)member.Length + second.Length + 1), (read.Tally.Lines, read.Tally.Bytes));
    }

    [Fact]
    public void Gzip_cut_short_anywhere_refuses_the_file_and_leaves_no_events()
    {
        var random = new Random(1);
        var text = Logs.Header + string.Concat(Enumerable.Range(0, 2000).Select(i => $"c{random.Next()},,received,2019-03-04,,,,,,,,,,,\n"));
        var whole = Logs.Gzip(Encoding.UTF8.GetBytes(text));
        for (var length = 3; length < whole.Length; length += Math.Max(1, Math.Min(97, whole.Length - length - 9)))
        {
            var read = Logs.Read([Logs.File("a.csv", whole[..length])], chunkSize: 1000);
            Assert.Equal((true, 0, 0), (read.Tally.Refusal is not null, read.Events.Count, read.Tally.Lines));
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(whole[..length])), read.Tally.Sha256);
        }
    }

    [Fact]
    public void Gzip_members_may_end_at_any_byte()
    {
        for (var noise = 8100; noise < 8250; noise++)
        {
            var first = new byte[noise];
            new Random(noise).NextBytes(first);
            var header = Logs.Header.TrimEnd('\n') + "," + Convert.ToBase64String(first)[..noise].Replace('"', 'x').Replace(',', 'x') + "\n";
            var log = Join(Logs.Gzip(Encoding.UTF8.GetBytes(header)), Logs.Gzip("c1,,received,2019-03-04,,,,,,,,,,,,\n"u8.ToArray()));
            Assert.Single(Logs.Read(Logs.File("a.csv", log)).Events);
        }
    }
}
