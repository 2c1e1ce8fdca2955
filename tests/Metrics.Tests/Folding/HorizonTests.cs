using System.Text;
using CsCheck;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Explaining;
using Metrics.Folding;
using Metrics.Policies;
using Metrics.Summaries;
using Metrics.Tests.Calendars;
using Metrics.Tests.Explaining;
using Metrics.Tests.Laws;
using Xunit;

namespace Metrics.Tests.Folding;

/// <summary>How many due dates moved when a notice came.</summary>
public class HorizonTests
{
    static readonly CalendarBook _beforeMay = Dates.KnownOn("2019-03-21");

    [Fact]
    public void A_new_notice_moves_the_due_dates_that_it_touches_and_no_other() => Assert.Equal(new Horizon(3, 1), Of(_beforeMay,
        "a 2019-03-20 accepted item_code=L", // 29 days: over the holiday in May
        "b 2019-03-25 accepted item_code=A", // due before it
        "c 2019-03-25 accepted item_code=B",
        "d 2019-03-20 accepted item_code=L", "d 2019-03-21 decided result=granted", // not open
        "e 2019-03-20 accepted item_code=L", "e 2019-03-21 withdrawn"));

    [Fact]
    public void Each_notice_and_layer_of_the_spring_of_2020_moved_the_due_dates_that_it_reached()
    {
        string[] open =
        [
            "a 2020-01-22 accepted item_code=B", // 31 January becomes 3 February
            "b 2020-01-22 accepted item_code=B district=420100", // and 14 February by the province's order
            "c 2020-01-22 accepted item_code=N", // due before
        ];
        Horizon Moved(string from, string to) => Of("2020-01-24", Dates.KnownOn(from), Dates.KnownOn(to), open);
        Assert.Equal(new(3, 2), Moved("2020-01-25", "2020-01-26"));
        Assert.Equal(new(3, 1), Moved("2020-01-26", "2020-02-01"));
        Assert.Equal(new(3, 0), Moved("2020-02-01", "2020-12-31"));
    }

    [Fact]
    public void A_project_is_one_unit_and_a_resting_one_is_none() => Assert.Equal(new Horizon(1, 1), Of(_beforeMay,
        "a 2019-03-20 accepted item_code=P project_code=J", "a 2019-03-21 extended days=20",
        "b 2019-03-20 accepted item_code=E project_code=J",
        "c 2019-03-20 accepted item_code=P project_code=K", "c 2019-03-21 decided result=granted", "c 2019-03-20 extended days=20"));

    [Fact]
    public void Nothing_moves_when_nothing_new_is_known() =>
        Assert.Equal(new Horizon(1, 0), Of(CalendarBook.Shipped, "a 2019-03-20 accepted item_code=L"));

    [Fact]
    public void A_run_without_an_earlier_calendar_counts_nothing()
    {
        var shards = Read(new SmallLog("a 2019-03-20 accepted item_code=L").Files);
        Assert.Equal(default, ShardFold.FoldAll(shards, 1, SmallLog.ReferenceKnownOn(), Dates.Day("2019-03-29"), 1).Horizon);
    }

    [Fact]
    public void The_count_is_that_of_the_clocks_explained_one_by_one_and_survives_storage()
    {
        var asOf = new DateOnly(2019, 2, 1); // before the Spring Festival, of which nothing was known
        var (now, before, moved) = (RandomLog.Reference, Before(RandomLog.Reference, Dates.KnownOn("2018-11-01")), 0L);
        Gen.Int.Sample(seed =>
        {
            var log = new RandomLog(seed);
            var files = log.Split(log.Lines(120), 2);
            var (due, was) = (DueDates(files, now, asOf), DueDates(files, before, asOf));
            var expected = new Horizon(due.Count, due.Count(d => was[d.Key] != d.Value));
            Interlocked.Add(ref moved, expected.Moved);
            Assert.Equal(expected, Of(files, now, before.Calendars, asOf));
        }, iter: 60);
        Assert.NotEqual(0, moved);
    }

    [Fact]
    public void The_calendar_of_a_publication_is_told_from_its_manifest()
    {
        var earlier = Manifest(_beforeMay);
        var before = PublishedCalendar.Before(earlier, CalendarBook.Shipped)!;
        Assert.Equal(_beforeMay.Sha256(), before.Sha256());
        Assert.Null(PublishedCalendar.Before(Manifest(CalendarBook.Shipped), CalendarBook.Shipped));
    }

    [Fact]
    public void A_layer_that_a_city_adds_is_new_to_the_publication_before()
    {
        var json = Encoding.UTF8.GetBytes("""{ "layers": [ { "prefix": "1101", "holidays": [ { "name": "x", "off": ["2019-04-01"] } ] } ] }""");
        var now = CalendarBook.Build(CalendarRecords.Shipped.With("city.json", json));
        Assert.Equal(CalendarBook.Shipped.Sha256(), PublishedCalendar.Before(Manifest(CalendarBook.Shipped), now)!.Sha256());
    }

    static Dictionary<string, DateOnly?> DueDates(List<LogFile> files, Reference reference, DateOnly asOf) =>
        Enumerable.Range(1, 6).Select(i => SmallLog.Explain(files, reference, asOf, $"c{i}")).OfType<CaseClock>().Where(IsOpen)
            .SelectMany(ClockLawTests.Unit).DistinctBy(u => u.Key).ToDictionary(u => u.Key, u => u.Value.Due);

    static bool IsOpen(CaseClock clock) => clock.Project is { Finished: null } project
        ? project.Parts.Any(p => p.Role == PartRole.Part && p.Ended is null)
        : clock.Project is null && clock.Status == CaseStatus.Open;

    static Reference Before(Reference now, CalendarBook calendars) =>
        new() { Catalogue = now.Catalogue, Policies = now.Policies, Calendars = calendars };

    static Horizon Of(CalendarBook before, params string[] lines) => Of("2019-03-29", before, CalendarBook.Shipped, lines);

    static Horizon Of(string asOf, CalendarBook before, CalendarBook now, params string[] lines) =>
        Of(new SmallLog(lines).Files, Before(SmallLog.ReferenceKnownOn(), now), before, Dates.Day(asOf).Date);

    static Horizon Of(List<LogFile> files, Reference reference, CalendarBook before, DateOnly asOf)
    {
        var shards = Read(files);
        var merged = new PartialResult(files.Count);
        for (var shard = 0; shard < 4; shard++)
        {
            using var stored = new MemoryStream();
            ShardFold.Fold(shards.Read(shard), files.Count, reference, Day.Of(asOf), before).Write(stored);
            stored.Position = 0;
            merged.Add(PartialResult.Read(stored, reference));
        }
        return Horizon.Of(merged, reference, before, Day.Of(asOf));
    }

    static EventShards Read(List<LogFile> files)
    {
        var shards = new EventShards(4);
        CaseLogReader.Read(files, shards, 1);
        return shards;
    }

    static byte[] Manifest(CalendarBook book)
    {
        var reference = Before(SmallLog.ReferenceKnownOn(), book);
        var merged = new PartialResult(0);
        return Publication.Of(RunResult.Complete(merged, [], reference, new(2019, 3, 29))).Files["manifest.json"];
    }
}
