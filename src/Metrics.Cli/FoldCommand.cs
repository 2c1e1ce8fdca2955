using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Metrics.Events;
using Metrics.Folding;

namespace Metrics.Cli;

/// <summary><c>metrics fold --shard I/N</c>: the cases of one shard, for a batch system; <c>metrics merge</c> joins the parts.</summary>
static class FoldCommand
{
    internal static Command Create()
    {
        var inputs = new RunOptions();
        var shard = new Option<(int Part, int Parts)>("--shard")
        {
            Description = "Which part of the cases, of how many: 1/8 to 8/8. At most 256 parts.",
            HelpName = "I/N",
            Required = true,
            CustomParser = ParseShard,
        };
        var target = new Option<string>("--out") { Description = "File of the part.", HelpName = "FILE", Required = true };
        var command = new Command("fold", "Folds one shard of the cases into a part file.");
        inputs.AddTo(command);
        command.Options.Add(shard);
        command.Options.Add(target);
        command.SetAction(parsed => Run(inputs, parsed, parsed.GetValue(shard), parsed.GetRequiredValue(target)));
        return command;
    }

    static int Run(RunOptions inputs, ParseResult parsed, (int Part, int Parts) shard, string target)
    {
        var (files, asOf) = (inputs.Logs(parsed), inputs.AsOf(parsed));
        var threads = Environment.ProcessorCount;
        var count = ShardCount.Of(files, threads);
        using var shards = new EventShards(
            count, s => ShardCount.PartOf(s, count, shard.Parts) == shard.Part - 1, SpillFile.Of(threads), lines: KeptLines.None);
        var (reference, tallies) = inputs.Read(parsed, files, shards);
        var result = ShardFold.FoldAll(shards, files.Count, reference, Day.Of(asOf), threads);
        new PartFile(PartFile.RunOf(reference, asOf, tallies), shard.Part, shard.Parts, tallies, result).Write(target);
        return RejectedReport.ReportRefused(tallies);
    }

    static (int, int) ParseShard(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            && 1 <= part && part <= parts && parts <= ShardCount.Least)
        {
            return (part, parts);
        }
        argument.AddError($"'{text}' is no shard, expected I/N with 1 <= I <= N <= {ShardCount.Least} (应为 I/N)");
        return default;
    }
}
