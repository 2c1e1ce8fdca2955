using System.Globalization;
using System.Text;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Cli.Generate;
using Metrics.EndToEnd;
using Metrics.Events;
using Metrics.Policies;
using Metrics.Summaries;

namespace Metrics.Bench;

/// <summary>A plain generated city-year in memory, and what Metrics and LINQ read of it; for a benchmark's set-up.</summary>
sealed class PlainCity
{
    /// <summary>Some 50,000 events: a shard of a large city.</summary>
    internal const int ShardOfCases = 10_000;

    internal static readonly DateOnly AsOf = DateOnly.ParseExact(ReducedDays.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal PlainCity(int cases = ShardOfCases)
    {
        var folder = Directory.CreateTempSubdirectory("metrics-bench-").FullName;
        try
        {
            GeneratedCity.Write(new(cases, 1, AsOf.Year, Plain: true), Calendar.IsWorking, folder);
            var days = Path.Combine(folder, "days.csv");
            ReducedDays.Write(days);
            Linq = new(new(folder, days, folder));
            Lines = [.. LinqJob.Lines(folder)];
            Logs = [.. Directory.EnumerateDirectories(Path.Combine(folder, "logs")).Order(StringComparer.Ordinal).SelectMany(Under)];
            Reference = Reference.Read(File.ReadAllBytes(Path.Combine(folder, "catalogue.csv")),
                File.ReadAllBytes(Path.Combine(folder, "policies.json")), CalendarBook.Shipped);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static Metrics.Calendars.Calendar Calendar { get; } = CalendarBook.Shipped.National;

    internal IReadOnlyList<LogFile> Logs { get; }
    internal Reference Reference { get; }
    internal LinqJob Linq { get; }
    internal IReadOnlyList<LogLine> Lines { get; }

    /// <summary>Reads the logs into so many shards.</summary>
    internal (EventShards Shards, IReadOnlyList<LogTally> Tallies) Read(int shards)
    {
        var into = new EventShards(shards);
        return (into, CaseLogReader.Read(Logs, into, threads: 1));
    }

    /// <exception cref="InvalidOperationException">The tables of Metrics and those of LINQ are not the same.</exception>
    internal static void AssertSame(Summary summary, List<LinqCase> cases)
    {
        var ours = ReducedTables.Read(Csv(summary, "approval_time"), Csv(summary, "online_handling"));
        var theirs = ReducedTables.Read(LinqJob.ApprovalTime(cases), LinqJob.OnlineHandling(cases));
        if (ours.Count == 0 || !ours.SequenceEqual(theirs))
            throw new InvalidOperationException($"{ours.Except(theirs).FirstOrDefault()} / {theirs.Except(ours).FirstOrDefault()}");
    }

    static string[] Csv(Summary summary, string table) =>
        Encoding.UTF8.GetString(summary.Tables.Single(t => t.Name == table).Csv).TrimEnd('\n').Split('\n');

    static IEnumerable<LogFile> Under(string source) =>
        Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
        {
            var bytes = File.ReadAllBytes(file);
            return new LogFile(Path.GetFileName(source), Path.GetRelativePath(source, file), () => new MemoryStream(bytes));
        });
}
