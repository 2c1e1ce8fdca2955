using System.CommandLine;
using System.Globalization;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Mappings;
using Metrics.Proposing;

namespace Metrics.Cli;

/// <summary>
/// <c>metrics map</c>: a mapping for a file that nobody has described yet, on standard output, and what it makes of the file, on
/// standard error.
/// </summary>
static class MapCommand
{
    /// <summary>Lines, and cells that the mapping does not name, that are shown.</summary>
    const int MostShown = 10;

    internal static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "A log as an office has it: CSV, .xlsx, .xlsm or .xls." };
        var sheet = new Option<string?>("--sheet") { Description = "The sheet to read. Default: the first that is not hidden.", HelpName = "NAME" };
        var source = new Option<string?>("--source") { Description = "The source that the mapping is for. Default: all.", HelpName = "NAME" };
        var command = new Command("map", "Proposes a mapping for a file with headers of its own, and shows the first lines as it reads them.")
        {
            path, sheet, source,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(path), parsed.GetValue(sheet), parsed.GetValue(source)));
        return command;
    }

    static int Run(string path, string? sheet, string? source)
    {
        if (!File.Exists(path))
            throw new RefusedException($"{path}: no such file", $"{path}：文件不存在");
        var file = LogPaths.Find([path], source).Single();
        var mapping = MappingProposal.For(file, source, sheet);
        using (var output = Console.OpenStandardOutput())
            output.Write(mapping);
        Show(file with { Mapping = MappingSet.Read(mapping).Find(file.Source, file.Name) });
        return CommandLine.Done;
    }

    static void Show(LogFile file)
    {
        using var shards = OpenFirst();
        var rejected = new List<Rejection>();
        var tally = CaseLogReader.Read([file], shards, threads: 1, (_, line) =>
        {
            if (rejected.Count < MostShown)
                rejected.Add(line);
        })[0];
        if (tally.Refusal is { } refusal)
            throw new RefusedException(refusal.En, refusal.Zh);
        foreach (var line in FirstLines(shards.Read(0)))
            Console.Error.WriteLine(line);
        foreach (var line in rejected)
            CommandLine.Say($"{line} (应为{line.ExpectedZh})");
        foreach (var cells in tally.Unnamed.Where(c => c.Count > 0))
            CommandLine.Say(MappedNotes.OfUnnamed(cells, MostShown).ToString());
        var count = tally.Rejected.Sum();
        CommandLine.Say(string.Create(CultureInfo.InvariantCulture,
            $"as proposed, {tally.Lines} lines are read and {count} of them rejected (按此映射读入{tally.Lines}行，其中拒收{count}行)"));
    }

    /// <summary>Keeps the first lines of a file of any size, and those beside them.</summary>
    internal static EventShards OpenFirst()
    {
        var blocks = 0;
        // A block is begun for a record: so many blocks have as many records at least.
        return new(1, keep: _ => blocks++ < MostShown);
    }

    static List<string> FirstLines(IReadOnlyList<EventSegment> segments)
    {
        var lines = new List<string>();
        foreach (var segment in segments)
        {
            for (var at = 0; at < segment.Records.Length && lines.Count < MostShown;)
            {
                var record = EventRecord.At0(segment.Records.Span[at..]);
                lines.Add(Text(record));
                at += record.Size;
            }
        }
        return lines;
    }

    /// <summary>The line's contract columns that have a value.</summary>
    static string Text(EventRecord e)
    {
        var at = new DateTime(e.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"line {e.Line}: {Encoding.UTF8.GetString(e.CaseId.ToUtf8())} {EventWords.Of(e.Kind)} {at}");
        Add("item_code", Encoding.UTF8.GetString(e.ItemCode));
        Add("policy", Encoding.UTF8.GetString(e.Policy));
        Add("district", e.District.IsMissing ? "" : e.District.ToString());
        Add("channel", EventWords.Of(e.Channel));
        Add("stage", Encoding.UTF8.GetString(e.Stage));
        Add("result", EventWords.Results[(int)e.Result]);
        Add("reason", EventWords.Reasons[(int)e.Reason]);
        Add(e.Kind == EventKind.Rated ? "rating" : "days", e.Number == 0 ? "" : e.Number.ToString(CultureInfo.InvariantCulture));
        Add("project_code", Encoding.UTF8.GetString(e.ProjectCode));
        return RejectedReport.Printable(text.ToString());

        void Add(string column, string value) => text.Append(value.Length == 0 ? "" : $", {column} {value}");
    }
}
