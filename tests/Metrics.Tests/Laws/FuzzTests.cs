using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Policies;
using Metrics.Tests.Spreadsheets;
using Xunit;

namespace Metrics.Tests.Laws;

/// <summary>
/// Mutated inputs of the conformance rules: whatever the bytes, reference data and logs are read or refused, nothing hangs, and every line is
/// accepted, duplicate or rejected. <c>METRICS_FUZZ</c> says for how long, as <c>hh:mm:ss</c> (the default is 20 seconds), and
/// <c>METRICS_FUZZ_SEED</c> where to begin: a failure names its seed, which makes the same input again.
/// </summary>
public sealed class FuzzTests
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan s_length = Environment.GetEnvironmentVariable("METRICS_FUZZ") is { Length: > 0 } length
        ? TimeSpan.Parse(length, CultureInfo.InvariantCulture) : TimeSpan.FromSeconds(20);
    static readonly int s_first = Environment.GetEnvironmentVariable("METRICS_FUZZ_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture) : 1;

    static readonly Conformance[] s_rules =
    [
        .. Directory.EnumerateFiles(Path.Combine(Conformance.Folder, "rules"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal).Select(Conformance.Rule),
    ];

    static readonly LogFile[] s_workbooks = [.. WrittenFiles.Workbooks.Select(name => Logs.File(name, WrittenFiles.Bytes(name)))];

    static readonly byte[][] s_pieces =
    [
        .. new[]
        {
            "\"", "\"\"", "\n", "\r", "\r\n", ",", ";", "\t", "=\"", "'", "{", "}", "[", "]", ":", "\\", "\\u0000", "null", "0001-01-01", "9999-12-31", "2099-12-31T23:59:59.9999999",
            "-1", "2147483648", "99999999999999999999", "1e308", "0", "受理", "\uFEFF", "\u3000", "\u2028", "PK\u0003\u0004", "case_id", "received", "reconsideration", "2019-02-30", "promised_days", "policy", "\"from\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0x1F, 0x8B], [0x81, 0x30, 0x81, 0x30], [0xD0, 0xCF, 0x11, 0xE0], new byte[300], [.. Enumerable.Repeat((byte)'x', 70_000)],
    ];

    static readonly byte[] s_indicators = """
        { "indicators": [ { "id": "x", "kind": "reconsideration", "name": { "zh": "名", "en": "n" }, "definition": { "zh": "义", "en": "d" },
            "numerator": { "date": "intake_at", "intake": ["accepted", "told"], "distinct": true }, "denominator": { "date": "stock_before" } },
          { "id": "y", "kind": "litigation", "name": { "zh": "名", "en": "n" }, "definition": { "zh": "义", "en": "d" },
            "numerator": { "date": "heard", "tags": ["principal"], "outcome": [] } } ] }
        """u8.ToArray();

    [Fact]
    public async Task Mutated_logs_and_reference_data_are_read_or_refused_and_no_line_is_lost()
    {
        var start = Stopwatch.GetTimestamp();
        for (var seed = s_first; Stopwatch.GetElapsedTime(start) < s_length; seed++)
        {
            var tried = seed;
            var input = Task.Run(() => Read(new Random(tried)), TestContext.Current.CancellationToken);
            Assert.True(await Task.WhenAny(input, Task.Delay(s_patience, TestContext.Current.CancellationToken)) == input, $"seed {seed} hangs");
            Assert.True(input.IsCompletedSuccessfully, $"seed {seed}: {input.Exception?.InnerException}");
        }
    }

    static void Read(Random random)
    {
        var rule = s_rules[random.Next(s_rules.Length)];
        var what = random.Next(7);
        Reference reference;
        IReadOnlyList<LogFile> logs;
        try
        {
            if (what == 2 && rule.Mappings is { } mappings)
                rule = rule with { Mappings = Mutate(random, mappings) };
            logs = rule.MappedLogs();
            reference = Reference.Read(what == 0 ? Mutate(random, rule.Catalogue) : rule.Catalogue,
                what == 1 && rule.Policies is { } policies ? Mutate(random, policies) : rule.Policies, rule.Calendar(),
                what == 3 && rule.Register is { } register ? Mutate(random, register) : rule.Register, what == 4 ? Mutate(random, s_indicators) : null);
        }
        catch (RefusedException)
        {
            return;
        }
        if (what >= 5)
            logs = [.. (what == 5 ? logs : s_workbooks).Select(log => Mutated(random, log))];
        CheckLines(Conformance.Tables(reference, logs, rule.AsOf, threads: 1, shardCount: 2)["quality"]);
    }

    static void CheckLines(string quality)
    {
        foreach (var row in quality.Trim().Split('\n').Skip(1).Select(r => r.Split(',')[2..].Select(long.Parse).ToArray()))
        {
            if (row[0] != row[1] + row[2] + row[3] || row[3] != row[4..].Sum())
                throw new InvalidOperationException($"lines are lost: {string.Join(',', row)}");
        }
    }

    static LogFile Mutated(Random random, LogFile log)
    {
        using var bytes = new MemoryStream();
        using (var stream = log.Open())
            stream.CopyTo(bytes);
        var mutated = random.Next(2) == 0 ? MutatePart(random, bytes.ToArray()) : Mutate(random, bytes.ToArray());
        return log with { Open = () => new MemoryStream(mutated) };
    }

    /// <summary>One part of a workbook, packed again: a change that no checksum finds.</summary>
    static byte[] MutatePart(Random random, byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..])
            return Mutate(random, bytes);
        using var archive = new MemoryStream();
        archive.Write(bytes);
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true);
            using var part = zip.Entries[random.Next(zip.Entries.Count)].Open();
            var text = new byte[part.Length];
            part.ReadExactly(text);
            part.SetLength(0);
            part.Write(Mutate(random, text));
        }
        catch (InvalidDataException)
        {
            return Mutate(random, bytes);
        }
        return archive.ToArray();
    }

    static byte[] Mutate(Random random, byte[] bytes)
    {
        for (var changes = random.Next(1, 9); changes > 0; changes--)
        {
            var (from, length) = (random.Next(bytes.Length + 1), random.Next(1, 40));
            var to = Math.Min(bytes.Length, from + length);
            var other = s_rules[random.Next(s_rules.Length)].Catalogue;
            bytes = random.Next(6) switch
            {
                0 when from < bytes.Length => [.. bytes[..from], (byte)(bytes[from] ^ 1 << random.Next(8)), .. bytes[(from + 1)..]],
                1 => [.. bytes[..from], .. bytes[to..]],
                2 => [.. bytes[..to], .. bytes[from..]],
                3 => [.. bytes[..from], .. other[..random.Next(other.Length + 1)], .. bytes[to..]],
                4 when random.Next(10) == 0 => bytes[..from],
                _ => [.. bytes[..from], .. s_pieces[random.Next(s_pieces.Length)], .. bytes[from..]],
            };
        }
        return bytes;
    }
}
