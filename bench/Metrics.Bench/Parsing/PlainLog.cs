using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using Metrics.CaseLogs;
using Metrics.EndToEnd;
using Metrics.Events;

namespace Metrics.Bench.Parsing;

/// <summary>A line of a plain log to an event: packed by Metrics, an object by the peers. Per line, on one thread.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class PlainLog
{
    const int Lines = 50_000;

    byte[] _bytes = [];
    LogFile _log = null!;

    [GlobalSetup]
    public void AllAgree()
    {
        var logs = new PlainCity(PlainCity.ShardOfCases * 6 / 5).Logs.Select(l => new StreamReader(l.Open()).ReadToEnd().TrimEnd('\n').Split('\n')).ToList();
        var lines = logs.SelectMany(l => l.Skip(1)).Take(Lines).Prepend(logs[0][0]);
        _bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n');
        _log = new("one_net", "a.csv", () => new MemoryStream(_bytes));
        (int, long, long)[] answers = [Sum(Metrics()), Sum(CsvHelper()), Sum(Split())];
        if (answers.Distinct().Count() != 1 || answers[0].Item1 != Lines)
            throw new InvalidOperationException(string.Join(", ", answers));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Lines)]
    public IReadOnlyList<EventSegment> Metrics()
    {
        var shards = new EventShards(1);
        CaseLogReader.Read([_log], shards, threads: 1);
        return shards.Read(0);
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public List<LogLine> CsvHelper() => [.. CsvReader.FromText(Encoding.UTF8.GetString(_bytes)).GetRecords<LogLine>()];

    /// <summary>Knows the order of the columns and no quotes.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public List<LogLine> Split()
    {
        using var reader = new StreamReader(new MemoryStream(_bytes));
        reader.ReadLine();
        var lines = new List<LogLine>();
        while (reader.ReadLine() is { } line)
            lines.Add(Line(line.Split(',')));
        return lines;
    }

    static LogLine Line(string[] f) => new()
    {
        CaseId = f[0],
        Event = f[2],
        At = DateTime.ParseExact(f[3], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ItemCode = f[4],
        Policy = f[5],
        District = f[6],
        Channel = f[7],
        Stages = f[9],
        Result = f[10],
        Days = f[12].Length == 0 ? null : int.Parse(f[12], CultureInfo.InvariantCulture),
    };

    /// <summary>Lines, times of decisions, and days of extensions.</summary>
    static (int, long, long) Sum(List<LogLine> lines) =>
        (lines.Count, lines.Where(l => l.Event == "decided").Sum(l => l.At.Ticks / TimeSpan.TicksPerSecond), lines.Sum(l => l.Days ?? 0));

    static (int, long, long) Sum(IReadOnlyList<EventSegment> segments)
    {
        var (lines, times, days) = (0, 0L, 0L);
        foreach (var segment in segments)
            for (var rest = segment.Records.Span; !rest.IsEmpty; lines++)
            {
                var record = EventRecord.At0(rest);
                times += record.Kind == EventKind.Decided ? record.At / TimeSpan.TicksPerSecond : 0;
                days += record.Kind == EventKind.Extended ? record.Number : 0;
                rest = rest[record.Size..];
            }
        return (lines, times, days);
    }
}
