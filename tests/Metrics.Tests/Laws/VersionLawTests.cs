using CsCheck;
using Xunit;

namespace Metrics.Tests.Laws;

/// <summary>Laws of contract 1.2: which of the lines of one identity counts.</summary>
public class VersionLawTests
{
    const int Lines = 80;
    const int EventId = 1, At = 3, Updated = 15, Deleted = 16;

    [Fact]
    public void A_line_written_after_as_of_changes_nothing() => Check((log, lines) =>
        AssertSame(lines, log.Shuffle(lines.Concat(log.Lines(Lines).Select(line => With(line, Updated, "2019-04-01 00:00:00"))))));

    [Fact]
    public void An_older_version_changes_nothing() => Check((log, lines) =>
    {
        var newer = lines.Select(line => With(line, Updated, "2019-03-30")).ToList();
        var older = newer.Where(line => Cells(line)[EventId].Length > 0).Select(line => With(With(line, At, "2019-02-02"), Updated, "2019-03-29"));
        AssertSame(newer, log.Shuffle(newer.Concat(older)));
    });

    [Fact]
    public void An_identity_taken_back_is_as_one_that_was_never_sent() => Check((log, lines) =>
    {
        var (back, kept) = (lines.Where(line => Cells(line)[EventId] == "e1").ToList(), lines.Where(line => Cells(line)[EventId] != "e1"));
        var taken = back.Select(line => With(With(line, Updated, "2019-03-31"), Deleted, "1"));
        // Before it was taken back it was there: in the backlogs of earlier months, and so in what was overdue then.
        AssertSame([.. kept], log.Shuffle(lines.Where(line => Cells(line)[Updated] != "2019-03-31").Concat(taken).Concat(kept)), "backlog", "approval_time");
    });

    [Fact]
    public void Leading_zeros_of_an_event_id_change_nothing() => Check((log, lines) =>
        AssertSame(lines, [.. lines.Select(line => Cells(line)[EventId] is "7" or "007" ? With(line, EventId, "00007") : line)]));

    static string[] Cells(string line) => line.Split(',');

    static string With(string line, int column, string value)
    {
        var cells = Cells(line);
        cells[column] = value;
        return string.Join(',', cells);
    }

    static void AssertSame(List<string> expected, List<string> lines, params string[] but)
    {
        var (want, have) = (Tables(expected), Tables(lines));
        foreach (var (name, table) in want.Where(t => t.Key != "quality" && !but.Contains(t.Key)))
            Assert.Equal(table, have[name]);
    }

    static IReadOnlyDictionary<string, string> Tables(List<string> lines) =>
        Conformance.Tables(RandomLog.Reference, [RandomLog.File("a.csv", lines)], RandomLog.AsOf);

    static void Check(Action<RandomLog, List<string>> law) => Gen.Int.Sample(seed =>
    {
        var log = new RandomLog(seed);
        law(log, log.Lines(Lines));
    }, iter: 100);
}
