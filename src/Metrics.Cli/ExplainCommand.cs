using System.CommandLine;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Explaining;
using Spectre.Console;

namespace Metrics.Cli;

/// <summary><c>metrics explain</c>: the clock of one case laid out day by day, and that of its project.</summary>
static class ExplainCommand
{
    internal static Command Create()
    {
        var inputs = new RunOptions();
        var id = new Argument<string>("CASE_ID") { Description = "The case (办件编号)." };
        var asJson = new Option<bool>("--json") { Description = "Prints JSON, as GET /api/cases/{caseId}/clock does." };
        var command = new Command("explain", "Lays the clock of one case out, day by day with the reason for each; of a construction project's case the project too.") { id };
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
        using var shards = new EventShards(count, shard => shard == own, lines: false);
        var (reference, tallies) = inputs.Read(parsed, files, shards);
        var history = CaseHistory.Find(shards.Read(own), id, reference, asOf) ?? throw NoSuchCase(id, files.Count);
        Print(CaseClock.Of(history, Gather(history, files)), asJson);
        return SummarizeCommand.Report(tallies);
    }

    /// <summary>A project's other cases may lie in any shard: the logs are read once more, and all is kept.</summary>
    static ProjectCases Gather(CaseHistory history, IReadOnlyList<LogFile> files)
    {
        var cases = new ProjectCases(history);
        if (!history.NeedsOtherCases)
            return cases;
        var threads = Environment.ProcessorCount;
        using var all = new EventShards(ShardCount.Of(files, threads), spill: SpillFile.Of(threads), lines: false);
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
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = ClockView.PipedWidth;
        new ClockView(console).Print(clock);
    }

    static RefusedException NoSuchCase(string id, int files) => new(
        $"case '{id}': found no event with this case_id in {files} log files, expected at least one",
        $"办件“{id}”：{files} 个日志文件中没有该办件编号的事件");
}
