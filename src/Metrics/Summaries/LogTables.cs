using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Cube;
using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary>The tables of what the logs were like: <c>quality</c> and <c>warnings</c>.</summary>
static class LogTables
{
    /// <summary>A row for each file that is not refused; at a glance, their total.</summary>
    internal static Table Quality(IReadOnlyList<RunLog> logs)
    {
        var total = new long[4 + RejectReasons.Count];
        var table = new TableWriter("quality", 2, "source,file,lines,accepted,duplicate,rejected," + string.Join(',', RejectReasons.Codes));
        foreach (var log in logs)
        {
            if (log.Quality is null)
                continue;
            table.Text(log.Tally.File.Source);
            table.Text(log.Tally.File.Name);
            var counts = log.Quality.Counts;
            Counts.Add(total, counts, 1);
            foreach (var count in counts)
                table.Count(count);
            table.End();
        }
        return table.Done() with { AtAGlance = [["", "", .. total.Select(c => c.ToString(CultureInfo.InvariantCulture))]] };
    }

    internal static Table WarningsGiven(IReadOnlyList<long> given)
    {
        var table = new TableWriter("warnings", 1, "code,count");
        foreach (var warning in Enumerable.Range(0, given.Count).OrderBy(w => Warnings.Codes[w], Utf8Order.Instance))
        {
            if (given[warning] == 0)
                continue;
            table.AtAGlance();
            table.Text(Warnings.Codes[warning]);
            table.Count(given[warning]);
            table.End();
        }
        return table.Done();
    }
}
