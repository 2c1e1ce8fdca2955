using System.Globalization;
using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Faults;
using Metrics.Cli.Generate.Sampling;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>
/// The logs of the city's systems on disk: the two sources and the exports of some districts month by month, the queue machine
/// and the ratings quarter by quarter, and for each source one gzip file of what it sent again.
/// </summary>
sealed class CityLogs : IDisposable
{
    const int WindowAgain = 0, NetAgain = 1;
    /// <summary>Days until the platform has revised an event, at most.</summary>
    const int LastRevision = 5;

    readonly string _folder;
    readonly CityPlan _plan;
    readonly CityYear _year;
    readonly GeneratedCounts _counts;
    readonly FaultChance _repetitions;
    readonly FaultChance _revisions;
    readonly FeedLog[] _feeds;
    readonly FeedLog[] _resent;
    /// <summary>By district; null: it uses the city's system.</summary>
    readonly FeedLog?[] _exports = new FeedLog?[CityDistrict.All.Count];

    /// <param name="folder">Gets a folder for each source.</param>
    public CityLogs(string folder, CityPlan plan, CityYear year, CityCatalogue catalogue, GeneratedCounts counts)
    {
        (_folder, _plan, _year, _counts) = (folder, plan, year, counts);
        (_repetitions, _revisions) = (new(FaultGroup.Repeated, plan.Plain), new(FaultGroup.Revised, plan.Plain));
        _feeds = [.. Enum.GetValues<Feed>().Select(_ => new FeedLog(year, catalogue, counts, plan.Plain ? null : new()))];
        _resent = [new(year, catalogue, counts, null), new(year, catalogue, counts, null)];
        if (plan.Plain)
            return;
        _resent[WindowAgain].Begin(new StoredGzip(Create($"one_window/resent/{year.Year}.csv.gz")), Dialect.OldWindow());
        _resent[NetAgain].Begin(new StoredGzip(Create($"one_net/resent/{year.Year}.ndjson.gz")), Dialect.NetResent());
        var schedule = new FaultSchedule();
        foreach (var district in DistrictExport.Districts)
            _exports[district] = new(year, catalogue, counts, schedule);
    }

    /// <summary>Opens the files of the day's month and quarter.</summary>
    public void BeginDay(int day)
    {
        foreach (var export in _exports)
            export?.BeginDay();
        var date = _year.Date(day);
        if (date.Day != 1)
            return;
        BeginMonth(date);
        if (!_plan.Plain && date.Month % 3 == 1)
            BeginQuarter(date.Year, date.Month / 3 + 1);
    }

    /// <summary>In July the hall gets its new system, and the platform writes its times another way.</summary>
    void BeginMonth(DateOnly month)
    {
        var old = month.Month < 7;
        var (window, net) = _plan.Plain ? (Dialect.Plain(), Dialect.Plain())
            : (old ? Dialect.OldWindow() : Dialect.NewWindow(), Dialect.Net(old ? TimeStyle.Iso : TimeStyle.Offset));
        _feeds[(int)Feed.OneWindow].Begin(Create($"one_window/{month.Year}-{month.Month:00}.csv"), window);
        _feeds[(int)Feed.OneNet].Begin(Create($"one_net/{month.Year}/{month.Month:00}.csv"), net);
        for (var district = 0; district < _exports.Length; district++)
        {
            if (_exports[district] is { } export)
            {
                var file = Create($"one_window/exports/{CityDistrict.All[district].Code}/{month.Year}-{month.Month:00}.csv");
                export.Begin(file, DistrictExport.Of(district, month));
            }
        }
    }

    void BeginQuarter(int year, int quarter)
    {
        _feeds[(int)Feed.Queue].Begin(Create($"one_window/queue/{year}-Q{quarter}.csv"), Dialect.Queue());
        _feeds[(int)Feed.Ratings].Begin(Create($"one_net/ratings/{year}-Q{quarter}.ndjson"), Dialect.Ratings());
    }

    public void Write(in PlannedEvent e)
    {
        var draws = Draws.For(_plan.Seed ^ 0xA5A5, (ulong)e.Case << 8 | e.Ordinal);
        var log = LogOf(e);
        var sending = new Sending(draws.Next(), log.NumberOf(e), e.Day, e.Second);
        switch (Revision(e, sending, ref draws))
        {
            case Fault.CorrectedVersion:
                log.Write(e with { Day = (ushort)Math.Max(0, e.Day - 1 - draws.Below(20)) }, sending);
                _resent[NetAgain].Write(e, Later(sending, ref draws));
                return;
            case Fault.TakenBack:
                var wrong = e with { Kind = EventKind.Withdrawn, Ordinal = (byte)(e.Ordinal + 50), DateAlone = false };
                var first = sending with { EventId = log.NumberOf(wrong) };
                log.Write(wrong, first);
                _resent[NetAgain].Write(wrong, Later(first, ref draws) with { Deleted = true });
                break;
        }
        log.Write(e, sending);
        Repeat(e, log, sending, ref draws);
    }

    /// <summary>Only the platform keeps versions, and only of events with an id. The later version comes within the year, or not at all.</summary>
    Fault Revision(in PlannedEvent e, in Sending sending, ref Draws draws)
    {
        var possible = e.Feed == Feed.OneNet && e.Day + LastRevision < _year.Days && LineFiller.HasEventId(e.Kind, sending.Variety);
        var revision = possible ? _revisions.Draw(ref draws) : Fault.None;
        if (revision != Fault.None)
            _counts.Planted.Add(revision);
        return revision;
    }

    static Sending Later(in Sending first, ref Draws draws) => first with { UpdatedDay = first.UpdatedDay + 1 + draws.Below(LastRevision) };

    void Repeat(in PlannedEvent e, FeedLog log, in Sending sending, ref Draws draws)
    {
        var repetition = _repetitions.Draw(ref draws);
        var window = e.Feed is Feed.OneWindow or Feed.Queue;
        if (repetition == Fault.None)
            return;
        _counts.Planted.Add(repetition);
        if (repetition == Fault.SameFile)
            log.Write(e, sending);
        else if (repetition == Fault.OtherFile)
            _resent[window ? WindowAgain : NetAgain].Write(e, sending);
        else
            _feeds[(int)(window ? Feed.OneNet : Feed.OneWindow)].Write(e, sending with { Elsewhere = true });
    }

    /// <summary>A plain city has no systems but the two sources.</summary>
    FeedLog LogOf(in PlannedEvent e)
    {
        if (_plan.Plain)
            return _feeds[(int)(e.Feed is Feed.OneWindow or Feed.Queue ? Feed.OneWindow : Feed.OneNet)];
        return e.Feed == Feed.OneWindow && _exports[e.District] is { } export ? export : _feeds[(int)e.Feed];
    }

    FileStream Create(FormattableString name)
    {
        var path = Path.Combine(_folder, name.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public void Dispose()
    {
        foreach (var log in _feeds.Concat(_resent).Concat(_exports.OfType<FeedLog>()))
            log.Dispose();
    }
}
