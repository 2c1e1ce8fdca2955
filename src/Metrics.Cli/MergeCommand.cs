using System.CommandLine;
using Metrics.Folding;
using Metrics.Summaries;

namespace Metrics.Cli;

/// <summary><c>metrics merge</c>: the parts of all shards in, the files of a publication out.</summary>
static class MergeCommand
{
    internal static Command Create()
    {
        var inputs = new ReferenceOptions();
        var parts = new Argument<string[]>("PART") { Description = "The part files of all shards, in any order.", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string>("--out") { Description = "Folder of the publication's files.", HelpName = "DIR", Required = true };
        var command = new Command("merge", "Merges the parts of a run into the tables of a publication.") { parts };
        var city = SummarizeCommand.CityOption();
        inputs.AddTo(command);
        command.Options.Add(target);
        command.Options.Add(city);
        command.SetAction(parsed => Run(inputs, parsed, parsed.GetRequiredValue(parts), parsed.GetRequiredValue(target), parsed.GetRequiredValue(city)));
        return command;
    }

    static int Run(ReferenceOptions inputs, ParseResult parsed, string[] paths, string target, string city)
    {
        var (reference, asOf) = (inputs.Reference(parsed), inputs.AsOf(parsed));
        var parts = paths.Select(p => PartFile.Read(p, reference)).OrderBy(p => p.Part).ToList();
        var first = parts[0];
        var run = PartFile.RunOf(reference, asOf, first.Tallies);
        foreach (var part in parts)
        {
            if (part.Run != run)
            {
                throw new RefusedException($"part {part.Part}/{part.Parts} is of another run: as_of, logs and reference data must be the same",
                    $"分片 {part.Part}/{part.Parts} 属于另一次计算：as_of、日志和基础数据必须相同");
            }
        }
        if (!parts.Select(p => (p.Part, p.Parts)).SequenceEqual(Enumerable.Range(1, first.Parts).Select(i => (i, first.Parts))))
        {
            throw new RefusedException($"found parts {string.Join(", ", parts.Select(p => $"{p.Part}/{p.Parts}"))}, expected each of 1 to {first.Parts} once",
                $"分片不全或重复，应为 1 至 {first.Parts} 各一个");
        }
        foreach (var part in parts.Skip(1))
            first.Result.Add(part.Result);
        PublicationFolder.Write(Publication.Of(RunResult.Complete(first.Result, first.Tallies, reference, asOf, city)).Files, target);
        return RejectedReport.ReportRefused(first.Tallies);
    }
}
