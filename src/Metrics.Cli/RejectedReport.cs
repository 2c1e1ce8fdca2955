using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Folding;

namespace Metrics.Cli;

/// <summary>What the person at the terminal is told of rejected lines: how many of a file, and the first of them. For any thread.</summary>
/// <param name="files">In reading order; their index is the ordinal.</param>
/// <param name="kept">Where every rejected line is kept; null: nowhere.</param>
sealed class RejectedReport(IReadOnlyList<LogFile> files, Quarantine? kept)
{
    /// <summary>Different cells that are shown, of those that a mapping does not name.</summary>
    const int MostCells = 5;

    readonly Rejection?[] _first = new Rejection?[files.Count];

    internal void Add(int file, Rejection rejection)
    {
        lock (_first)
        {
            if (_first[file] is not { } first || rejection.Line < first.Line)
                _first[file] = rejection;
            kept?.Add(file, rejection);
        }
    }

    /// <summary>On standard error: refused files, rejected lines, what mappings did not name, a total, and sources that look misnamed.</summary>
    internal int Report(RunResult run)
    {
        var done = ReportRefused([.. run.Logs.Select(l => l.Tally)]);
        var ordinals = files.Index().ToDictionary(f => f.Item, f => f.Index);
        foreach (var log in run.Logs)
        {
            Report(log, _first[ordinals[log.Tally.File]]);
            ReportMapped(log.Tally);
        }
        Total(run.Logs);
        foreach (var source in run.Logs.GroupBy(l => l.Tally.File.Source))
            Misnamed(source.Key, [.. source]);
        return done;
    }

    /// <summary>Names the refused files; the rest has gone on.</summary>
    internal static int ReportRefused(IReadOnlyList<LogTally> tallies)
    {
        var refused = tallies.Where(t => t.Refusal is not null && !t.IsReplaced).ToList();
        foreach (var tally in refused)
            Refused(NameOf(tally), tally.Refusal!.Value, tally.FirstCells);
        return refused.Count == 0 ? CommandLine.Done : CommandLine.DoneInPart;
    }

    static string NameOf(LogTally tally) => $"{tally.File.Source}/{tally.File.Name}";

    static void Report(RunLog log, Rejection? first)
    {
        if (log.Quality is not { Rejected: > 0 } quality)
            return;
        CommandLine.Say(string.Create(CultureInfo.InvariantCulture,
            $"{NameOf(log.Tally)}: {quality.Rejected} of {quality.Lines} lines rejected (拒收), the first: {first} (应为{first?.ExpectedZh})"));
    }

    /// <summary>What a mapping did not find in its file, or did not name.</summary>
    static void ReportMapped(LogTally tally)
    {
        if (MappedNotes.OfHeaders(tally) is { } lacking)
            CommandLine.Say($"{NameOf(tally)}: {lacking}");
        foreach (var cells in tally.Unnamed.Where(c => c.Count > 0))
            CommandLine.Say($"{NameOf(tally)}: {MappedNotes.OfUnnamed(cells, MostCells)}");
    }

    static void Refused(string name, Bilingual why, IReadOnlyList<string> firstCells)
    {
        CommandLine.Say($"{name} refused: {why.En}");
        CommandLine.Say($"{name} 被拒收：{why.Zh}");
        // They may name persons: for whoever sits before the file, and in no file of a nightly job.
        if (firstCells.Count > 0 && !Console.IsErrorRedirected)
            CommandLine.Say($"first cells 首行单元格: {Printable(string.Join(" | ", firstCells))}");
    }

    /// <summary>A file's own characters give a terminal no orders.</summary>
    internal static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '·' : c));

    static void Total(IReadOnlyList<RunLog> logs)
    {
        var read = logs.Select(l => l.Quality).OfType<FileQuality>().ToList();
        var faulty = read.Count(q => q.Rejected > 0);
        if (faulty > 0)
        {
            CommandLine.Say(string.Create(CultureInfo.InvariantCulture,
                $"in all (合计) {read.Sum(q => q.Lines)} lines = {read.Sum(q => q.Accepted)} accepted + "
                + $"{read.Sum(q => q.Duplicate)} duplicate + {read.Sum(q => q.Rejected)} rejected; rejected lines in {faulty} of {read.Count} files"));
        }
    }

    /// <summary>A folder of sources given as one source: every case would count as channel other, without a word.</summary>
    static void Misnamed(string source, RunLog[] logs)
    {
        var accepted = logs.Sum(l => l.Quality?.Accepted ?? 0);
        // Who writes a mapping has given the source its name, and perhaps no acceptances at all.
        if (source is "one_window" or "one_net" || accepted == 0 || logs.Any(l => l.Tally.NamedChannels > 0 || l.Tally.File.Mapping is not null))
            return;
        CommandLine.Say(string.Create(CultureInfo.InvariantCulture,
            $"source '{source}' looks misnamed: none of its lines names a channel, so that its cases count as channel other; "
            + $"expected the folders one_window and one_net, or --source NAME"));
        CommandLine.Say($"来源“{source}”名称可疑：各行均未写明办理形式，其办件按“其他”计；应分别给出 one_window、one_net 文件夹，或使用 --source");
    }
}
