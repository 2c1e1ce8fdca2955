using System.Text;
using System.Text.Unicode;
using CsCheck;
using Metrics.CaseLogs;
using Metrics.Events;
using Xunit;

namespace Metrics.Tests.CaseLogs;

public sealed class ReadingLawTests
{
    /// <summary>Pieces that make every kind of line, good and bad, when they are thrown together.</summary>
    static readonly byte[][] _pieces =
    [
        .. new[]
        {
            "\n", "\n", "\r\n", "\r", ",", ",", "\"", "\"\"", ",\"", "\",", "\"\n", " ", "\u3000", "c1", "x", "受理", "公章",
            ";", "\t", "=\"", "\uFEFF", "\0", "明细表\n", "case_id,event,at\n", "case_id;event;at\n", "c1;received;2019-03-04\n", Logs.Header,
            "c1,,received,2019-03-04,,,,,,,,,,,\n", "c2,e,accepted,2019-03-04 09:05:07,A,,110101,2,,b;a,,,,,\n", "c3,,extended,2019-03-04,,,,,,,,,\"5\",,\n",
            "c4,,stage_done,2019-03-04,,,,,\"环\n节\",,,,,,\n", "c5,,rated,2019-03-04,,,,,,,,,,,9\r\n", ",,,\n", "{}", "{\"case_id\":\"c\",\"event\":1,\"at\":20190304}\n",
            new string('y', 70_000), new string(' ', 66_000),
        }.Select(Encoding.UTF8.GetBytes),
        [0x80], [0xFF], [0xCA, 0xDC, 0xC0, 0xED], [0x81, 0x30, 0x81, 0x30], [0xEF, 0xBB, 0xBF], [0xE5],
    ];

    static readonly Gen<byte[]> _body =
        Gen.Int[0, _pieces.Length - 1].Array[0, 60].Select(indexes => indexes.SelectMany(i => _pieces[i]).ToArray());

    static readonly Gen<LogFile> _log = Gen.Select(_body, Gen.Bool, Gen.Bool).Select((body, json, header) =>
        Logs.File(json ? "a.ndjson" : "a.csv", header ? [.. Encoding.UTF8.GetBytes(Logs.Header), .. body] : body));

    static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    static byte[] Bytes(LogFile log)
    {
        using var bytes = new MemoryStream();
        log.Open().CopyTo(bytes);
        return bytes.ToArray();
    }

    [Fact]
    public void The_size_of_a_chunk_changes_nothing()
    {
        Gen.Select(_log, Gen.Int[1, 300]).Sample((log, size) =>
        {
            var whole = Logs.Read(log).Everything;
            return Logs.Read([log], chunkSize: size * 37).Everything == whole && Logs.Read([log], chunkSize: 65_000 + size * 17).Everything == whole;
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void Chunks_of_a_few_bytes_change_nothing()
    {
        var log = Logs.Csv(Logs.Header + "c1,,received,2019-03-04,,,,,\"环\r\n节\",,,,,,\r\n\"c\n,,\n\n\u3000\nc5,,rated,2019-03-04,,,,,,,,,,,9");
        Assert.All(Enumerable.Range(1, 40), size => Assert.Equal(Logs.Read(log).Everything, Logs.Read([log], chunkSize: size).Everything));
    }

    [Fact]
    public void Quoting_every_field_changes_nothing()
    {
        var field = AnyOf("", "c1", "accepted", "受理", "2019-03-04", "110101", "\u3000x ", "a", new string('z', 61), "one_net", "5");
        field.Array[15].Array[0, 400].Sample(rows =>
        {
            var plain = Logs.Header + string.Concat(rows.Select(row => string.Join(',', row) + "\n"));
            var quoted = Logs.Header + string.Concat(rows.Select(row => string.Join(',', row.Select(f => $"\"{f}\"")) + "\n"));
            return Logs.Read(Logs.Csv(quoted)).Everything == Logs.Read(Logs.Csv(plain)).Everything;
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void Line_breaks_and_quotes_in_an_ignored_column_change_nothing_but_line_numbers()
    {
        var note = AnyOf("", "\"\n\"", "\"\"\"\"", "\"a,\r\n\"\"b\"\",\"", $"\"{new string('n', 5000)}\n\"", "\"公章\n\"");
        note.Array[0, 400].Sample(notes =>
        {
            static string Row(int i, string note) => $"{note},c{i},stage_done,2019-03-04,\"s,{i}\"\n";
            static IEnumerable<string> Events(IEnumerable<string> rows) =>
                Logs.Read(Logs.Csv("note,case_id,event,at,stage\n" + string.Concat(rows))).Events.Select(e => e[e.IndexOf('|')..]);
            return Events(notes.Select((n, i) => Row(i, n))).SequenceEqual(Events(notes.Select((_, i) => Row(i, ""))));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void The_separator_changes_nothing()
    {
        var cell = AnyOf("", "c1", "受理", "2019-03-04", "\u3000x ", "\"a\n\"\"b\"", "=\"c1\"", "a\"", "无", "明细表", new string('z', 61));
        Gen.Select(cell.Array[1, 6].Array[0, 200], AnyOf("\t", ";"), Gen.Int[1, 5000]).Sample((rows, separator, size) =>
        {
            LogFile Log(string separator) => Logs.Csv("title\n" + string.Concat(rows.Prepend(["case_id", "event", "at", "x"]).Select(r => string.Join(separator, r) + "\n")));
            return Logs.Read([Log(separator)], chunkSize: size).Everything == Logs.Read(Log(",")).Everything;
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Utf16_changes_nothing()
    {
        // Text only: of invalid bytes there is no other form.
        _log.Where(log => Utf8.IsValid(Bytes(log))).Sample(log =>
        {
            byte[] utf8 = [0xEF, 0xBB, 0xBF, .. Bytes(log)];
            return Logs.Read([Logs.File(log.Name, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Bytes(log)))])], chunkSize: 999).Everything
                == Logs.Read(Logs.File(log.Name, utf8)).Everything;
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Title_rows_and_repeated_headers_change_nothing_but_line_numbers()
    {
        _body.Sample(body =>
        {
            static IEnumerable<string> Told(ReadLogs read) => [.. read.Events.Select(e => e[e.IndexOf('|')..]), .. read.Reasons.Select(r => r[r.IndexOf(' ')..])];
            var header = Encoding.UTF8.GetBytes(Logs.Header);
            var titled = Logs.Read([Logs.File("a.csv", [.. "sep=;\n\"title,\n\"\n"u8, .. header, .. header, .. body])], chunkSize: 3000);
            return Told(titled).SequenceEqual(Told(Logs.Read(Logs.File("a.csv", [.. header, .. body]))));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Gzip_changes_nothing()
    {
        _log.Sample(log => Logs.Read(Logs.File(log.Name + ".gz", Logs.Gzip(Bytes(log)))).Everything == Logs.Read(log).Everything, iter: 200, threads: 1);
    }

    [Fact]
    public void CRLF_is_LF()
    {
        // A CR that was there before would change its meaning with the LF put behind it.
        _log.Where(log => !Bytes(log).Contains((byte)'\r')).Sample(log =>
        {
            var crlf = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Bytes(log)).Replace("\n", "\r\n", StringComparison.Ordinal));
            string Comparable(LogFile file) => Logs.Read(file).Content.Replace("\r\n", "\n", StringComparison.Ordinal);
            return Comparable(Logs.File(log.Name, crlf)) == Comparable(log);
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        Gen.Select(_log.Array[1, 6], Gen.Int[100, 5000]).Sample((logs, size) =>
            Logs.Read(logs, threads: 4, chunkSize: size).Everything == Logs.Read(logs).Everything, iter: 100, threads: 1);
    }

    [Fact]
    public void Every_line_is_an_event_or_a_rejection()
    {
        _log.Sample(log =>
        {
            var read = Logs.Read(log);
            return read.Tally.Lines == read.Events.Count + read.Rejections.Count && read.Tally.Rejected.Sum() == read.Rejections.Count;
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void Any_bytes_are_read_without_an_exception()
    {
        Gen.Byte.Array[0, 2000].Sample(bytes =>
        {
            foreach (var name in (string[])["a.csv", "a.ndjson"])
            {
                var read = Logs.Read([Logs.File(name, bytes), Logs.File(name, [0x1F, 0x8B, .. bytes]), Logs.File(name, [.. "case_id,event,at\n"u8, .. bytes])], chunkSize: 512);
                Assert.Equal(3, read.Tallies.Count);
            }
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void Segments_of_a_shard_come_in_reading_order()
    {
        var text = Logs.Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"c{i},,received,2019-03-04,,,,,,,,,,,\n"));
        var shards = new EventShards(8);
        CaseLogReader.Read([Logs.Csv(text), Logs.Csv(text)], shards, threads: 3, chunkSize: 3000, stop: TestContext.Current.CancellationToken);
        for (var shard = 0; shard < shards.Count; shard++)
        {
            var lines = new List<(int, uint)>();
            foreach (var segment in shards.Read(shard))
            {
                for (var rest = segment.Records.Span; !rest.IsEmpty; rest = rest[EventRecord.At0(rest).Size..])
                    lines.Add((segment.File, EventRecord.At0(rest).Line));
            }
            Assert.Equal(lines.Order(), lines);
        }
    }

    [Fact]
    public void A_stop_ends_the_reading()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => CaseLogReader.Read([Logs.Csv(Logs.Header)], new EventShards(1), 2, stop: stop.Token));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_an_error_of_its_own_kind()
    {
        LogFile gone = new("one_net", "a.csv", () => throw new FileNotFoundException("gone"));
        Assert.Throws<FileNotFoundException>(() => CaseLogReader.Read([Logs.Csv(Logs.Header), gone, Logs.Csv(Logs.Header)], new EventShards(1), 3, stop: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Progress_adds_up_to_the_bytes_as_they_came()
    {
        var packed = Logs.Gzip(Encoding.UTF8.GetBytes(Logs.Header + "c1,,received,2019-03-04,,,,,,,,,,,\n"));
        var read = 0L;
        var tally = CaseLogReader.Read([Logs.File("a.csv.gz", packed)], new EventShards(1), 1, progress: bytes => read += bytes, stop: TestContext.Current.CancellationToken).Single();
        Assert.Equal((packed.Length, packed.Length), (read, tally.Bytes));
    }
}
