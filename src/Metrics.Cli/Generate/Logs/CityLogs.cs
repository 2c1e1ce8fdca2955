using System.Globalization;
using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Generate.Logs;

/// <summary>
/// The logs of the city's systems on disk: the two sources month by month, the queue machine and the ratings quarter by
/// quarter, and for each source one gzip file of what it sent again.
/// </summary>
sealed class CityLogs : IDisposable
{
    readonly string _folder;
    readonly ulong _seed;
    readonly CityYear _year;
    readonly CityCatalogue _catalogue;
    readonly GeneratedCounts _counts;
    readonly bool _plain;
    readonly FeedLog[] _feeds = new FeedLog[4];
    readonly FeedLog[] _resent = [];

    /// <param name="folder">Gets a folder for each source.</param>
    /// <param name="plain">Two sources, one dialect, nothing repeated, nothing broken.</param>
    public CityLogs(string folder, ulong seed, CityYear year, CityCatalogue catalogue, GeneratedCounts counts, bool plain)
    {
        (_folder, _seed, _year, _catalogue, _counts, _plain) = (folder, seed, year, catalogue, counts, plain);
        if (plain)
            return;
        _feeds[(int)Feed.Queue] = Open(Dialect.Queue(), faults: true);
        _feeds[(int)Feed.Ratings] = Open(Dialect.Ratings(), faults: true);
        _resent = [Open(Dialect.OldWindow(), faults: false), Open(Dialect.NetResent(), faults: false)];
        _resent[0].Begin(new StoredGzip(Create($"one_window/resent/{_year.Year}.csv.gz")));
        _resent[1].Begin(new StoredGzip(Create($"one_net/resent/{_year.Year}.ndjson.gz")));
    }

    /// <summary>Opens the files of the day's month and quarter.</summary>
    public void BeginDay(int day)
    {
        var date = _year.Date(day);
        if (date.Day != 1)
            return;
        if (date.Month is 1 or 7)
            BeginHalfYear(date.Month == 1);
        _feeds[(int)Feed.OneWindow].Begin(Create(Text($"one_window/{date.Year}-{date.Month:00}.csv")));
        _feeds[(int)Feed.OneNet].Begin(Create(Text($"one_net/{date.Year}/{date.Month:00}.csv")));
        if (_plain || date.Month % 3 != 1)
            return;
        _feeds[(int)Feed.Queue].Begin(Create(Text($"one_window/queue/{date.Year}-Q{date.Month / 3 + 1}.csv")));
        _feeds[(int)Feed.Ratings].Begin(Create(Text($"one_net/ratings/{date.Year}-Q{date.Month / 3 + 1}.ndjson")));
    }

    /// <summary>In July the hall gets its new system, and the platform writes its times another way.</summary>
    void BeginHalfYear(bool first)
    {
        if (_plain && !first)
            return;
        _feeds[(int)Feed.OneWindow]?.Dispose();
        _feeds[(int)Feed.OneNet]?.Dispose();
        var window = _plain ? Dialect.Plain() : first ? Dialect.OldWindow() : Dialect.NewWindow();
        var net = _plain ? Dialect.Plain() : Dialect.Net(first ? TimeStyle.Iso : TimeStyle.Offset);
        _feeds[(int)Feed.OneWindow] = Open(window, faults: !_plain);
        _feeds[(int)Feed.OneNet] = Open(net, faults: !_plain);
    }

    FeedLog Open(Dialect dialect, bool faults) => new(dialect, new(dialect, _year, _catalogue), _counts, faults);

    public void Write(in PlannedEvent e)
    {
        var variety = Draws.For(_seed ^ 0xA5A5, (ulong)e.Case << 8 | e.Ordinal).Next();
        if (_plain)
        {
            var source = e.Feed is Feed.OneWindow or Feed.Queue ? Feed.OneWindow : Feed.OneNet;
            _feeds[(int)source].Write(e, variety, elsewhere: false, times: 1);
            return;
        }
        var way = Repetitions.Draw((int)((variety >> 16) % 1000));
        _feeds[(int)e.Feed].Write(e, variety, elsewhere: way == Repetition.OtherSource, times: way == Repetition.SameFile ? 2 : 1);
        if (way == Repetition.OtherFile)
            _resent[e.Feed is Feed.OneWindow or Feed.Queue ? 0 : 1].Write(e, variety, elsewhere: false, times: 1);
        else if (way == Repetition.OtherSource)
            _feeds[(int)(e.Feed is Feed.OneWindow or Feed.Queue ? Feed.OneNet : Feed.OneWindow)].Write(e, variety, elsewhere: true, times: 1);
        _counts.Repeated[(int)way] += way == Repetition.None ? 0 : 1;
    }

    FileStream Create(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        foreach (var log in _feeds.Concat(_resent))
            log?.Dispose();
    }
}
