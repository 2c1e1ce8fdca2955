using System.Globalization;

namespace Metrics.EndToEnd;

/// <summary>What to compare.</summary>
/// <param name="Metrics">The published command; it generates the cities too.</param>
/// <param name="Aot">The same, compiled ahead of time; null: left out.</param>
/// <param name="DuckDbMost">Cities with more events are left out for DuckDB.</param>
/// <param name="LinqMost">Cities with more events are left out for LINQ, which takes minutes and all memory.</param>
sealed record Comparison(string Metrics, string? Aot, int[] Events, int Rounds, int DuckDbMost, int LinqMost, string Folder);

/// <summary>Runs all contenders on the same city, one after the other, round after round, and prints what came out.</summary>
sealed class Rounds(Comparison comparison, TextWriter to)
{
    const string DuckDb = "duckdb";

    readonly List<string> _remarks = [];

    string Days => Path.Combine(comparison.Folder, "days.csv");

    /// <returns>Whether all tables agree.</returns>
    /// <exception cref="InvalidOperationException">A contender failed, or the disk is too small.</exception>
    public bool Run()
    {
        Directory.CreateDirectory(comparison.Folder);
        ReducedDays.Write(Days);
        var load = Machine.Load;
        to.WriteLine("| events | contender | median s | time / metrics | duckdb / time | fastest s | slowest s | cpu s | peak MB |");
        to.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var agree = comparison.Events.Aggregate(true, (agree, events) => Compare(events) && agree);
        to.WriteLine();
        foreach (var remark in _remarks)
            to.WriteLine(remark);
        to.WriteLine($"{Machine.Describe()}, DuckDB {DuckDbJob.Version}, CsvHelper {LinqJob.Version}. Load average of the last minute: {load} before, {Machine.Load} after.");
        return agree;
    }

    bool Compare(int events)
    {
        var city = new CityFolder(Path.Combine(comparison.Folder, string.Create(CultureInfo.InvariantCulture, $"city-{events}")), events);
        if (city.Generate(comparison.Metrics) is { } generated)
            _remarks.Add(generated);
        var contenders = Contenders(city.Path, events).ToList();
        var measured = contenders.ToDictionary(c => c.Name, _ => new List<Measured>());
        for (var round = 0; round < comparison.Rounds; round++)
            foreach (var contender in contenders)
                measured[contender.Name].Add(contender.Run(Target(city.Path, contender)));
        var (ours, theirs) = (Median(measured[contenders[0].Name]), measured.TryGetValue(DuckDb, out var duckdb) ? Median(duckdb) : (double?)null);
        foreach (var (name, runs) in measured)
            to.WriteLine(Line(events, name, runs, ours, theirs));
        var differing = contenders.Skip(1).Select(c => Differs(Target(city.Path, contenders[0]), Target(city.Path, c))).ToList();
        return !differing.Contains(true);
    }

    IEnumerable<Contender> Contenders(string city, int events)
    {
        string[] Summarize(string target) =>
        [
            "summarize", "--logs", Path.Combine(city, "logs/one_net"), Path.Combine(city, "logs/one_window"),
            "--catalogue", Path.Combine(city, "catalogue.csv"), "--policies", Path.Combine(city, "policies.json"),
            "--as-of", ReducedDays.AsOf, "--out", target,
        ];
        yield return new("metrics", comparison.Metrics, Summarize);
        if (comparison.Aot is { } aot)
            yield return new("metrics-aot", aot, Summarize);
        if (events <= comparison.DuckDbMost)
            yield return new(DuckDb, Environment.ProcessPath!, target => ["duckdb", city, Days, target]);
        if (events <= comparison.LinqMost)
            yield return new("linq", Environment.ProcessPath!, target => ["linq", city, Days, target]);
    }

    bool Differs(string first, string second)
    {
        var difference = ReducedTables.Difference(first, second);
        _remarks.Add(difference is null ? $"{Path.GetFileName(second)} agrees in {ReducedTables.Read(first).Count} rows." : $"DIFFERENT\n{difference}");
        return difference is not null;
    }

    static string Target(string city, Contender contender) => $"{city}-{contender.Name}";

    static double Median(List<Measured> runs) => Median(runs, r => r.Elapsed);

    static double Median(List<Measured> runs, Func<Measured, TimeSpan> time) => runs.Select(r => time(r).TotalSeconds).Order().ElementAt(runs.Count / 2);

    /// <param name="duckdb">Median seconds of DuckDB; null: left out.</param>
    static string Line(int events, string name, List<Measured> runs, double ours, double? duckdb) => string.Create(CultureInfo.InvariantCulture,
        $"| {events / 1e6:0.###} M | {name} | {Median(runs):0.00} | {Median(runs) / ours:0.0} | {duckdb / Median(runs):0.0} | {runs.Min(r => r.Elapsed.TotalSeconds):0.00} | ")
        + string.Create(CultureInfo.InvariantCulture, $"{runs.Max(r => r.Elapsed.TotalSeconds):0.00} | {Median(runs, r => r.Processor):0.00} | {runs.Max(r => r.PeakBytes) >> 20} |");
}
