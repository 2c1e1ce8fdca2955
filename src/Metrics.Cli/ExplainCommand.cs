using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Explaining;

namespace Metrics.Cli;

/// <summary><c>metrics explain</c>: the clock of one case laid out day by day, and that of its project.</summary>
static class ExplainCommand
{
    /// <summary>Rejected lines that are shown.</summary>
    const int MostLines = 10;

    internal static Command Create()
    {
        var inputs = new RunOptions();
        var id = new Argument<string>("CASE_ID") { Description = "The case (办件编号)." };
        var asJson = new Option<bool>("--json") { Description = "Prints JSON, as GET /api/cases/{caseId}/clock does." };
        var command = new Command("explain",
            "Lays the clock of one case out, day by day with the reason for each; of a construction project's case the project too.") { id };
        inputs.AddTo(command);
        command.Options.Add(asJson);
        command.SetAction(parsed => Run(inputs, parsed, parsed.GetRequiredValue(id), parsed.GetValue(asJson)));
        return command;
    }

    static int Run(RunOptions inputs, ParseResult parsed, string id, bool asJson)
    {
        var (files, asOf) = (inputs.Logs(parsed), inputs.AsOf(parsed));
        var count = ShardCount.Of(files, Environment.ProcessorCount);
        var own = EventShards.ShardOf(System.Text.Encoding.UTF8.GetBytes(id), count);
        using var shards = new EventShards(count, shard => shard == own, lines: KeptLines.None);
        var rejected = new List<string>();
        var (reference, tallies) = inputs.Read(parsed, files, shards, (file, line) => Keep(rejected, files[file], line, id));
        var history = CaseHistory.Find(shards.Read(own), id, reference, asOf) ?? throw NoSuchCase(id, files.Count, rejected);
        Print(CaseClock.Of(history, Gather(history, files)), asJson);
        return RejectedReport.ReportRefused(tallies);
    }

    static void Keep(List<string> rejected, LogFile file, Rejection line, string id)
    {
        if (line.Fields.Any(f => f.Key == "case_id" && f.Value == id))
        {
            lock (rejected)
                rejected.Add($"{file.Source}/{file.Name}, {line}");
        }
    }

    /// <summary>A project's other cases may lie in any shard: the logs are read once more, and all is kept.</summary>
    static ProjectCases Gather(CaseHistory history, IReadOnlyList<LogFile> files)
    {
        var cases = new ProjectCases(history);
        if (!history.NeedsOtherCases)
            return cases;
        var threads = Environment.ProcessorCount;
        using var all = new EventShards(ShardCount.Of(files, threads), spill: SpillFile.Of(threads), lines: KeptLines.None);
        RunOptions.ReadLogs(files, all);
        for (var shard = 0; shard < all.Count; shard++)
            cases.Add(all.Read(shard));
        return cases;
    }

    static void Print(CaseClock clock, bool asJson)
    {
        if (asJson)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(ClockJson.Write(clock));
            return;
        }
        new ClockView(Terminal.Open()).Print(clock);
    }

    static RefusedException NoSuchCase(string id, int files, List<string> rejected) => rejected.Count == 0
        ? new($"case '{id}': found no event with this case_id in {files} log files, expected at least one",
            $"办件“{id}”：{files} 个日志文件中没有该办件编号的事件")
        : new($"case '{id}': all its {rejected.Count} lines were rejected: {Lines(rejected)}",
            $"办件“{id}”：其 {rejected.Count} 行均被拒收：{Lines(rejected)}");

    static string Lines(List<string> rejected) => string.Join("; ", rejected.Order(StringComparer.Ordinal).Take(MostLines));
}
