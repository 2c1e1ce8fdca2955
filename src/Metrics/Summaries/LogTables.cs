using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Cube;

namespace Metrics.Summaries;

/// <summary>The tables of what the logs were like: <c>quality</c> and <c>warnings</c>.</summary>
static class LogTables
{
    /// <summary>A row for each file that is not refused; at a glance, their total.</summary>
    internal static Table Quality(PartialResult merged, IReadOnlyList<LogTally> tallies)
    {
        var total = new long[4 + RejectReasons.Count];
        var table = new TableWriter("quality", 2, "source,file,lines,accepted,duplicate,rejected," + string.Join(',', RejectReasons.Codes));
        foreach (var (tally, identity) in ManifestJson.InOrder(merged, tallies))
        {
            if (tally.Refusal is not null)
                continue;
            table.Text(tally.File.Source);
            table.Text(tally.File.Name);
            var counts = FileQuality.Of(tally, identity).Counts;
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
        foreach (var (i, code) in Warnings.Codes.Index().OrderBy(w => w.Item, Utf8Order.Instance))
        {
            if (given[i] == 0)
                continue;
            table.AtAGlance();
            table.Text(code);
            table.Count(given[i]);
            table.End();
        }
        return table.Done();
    }
}
