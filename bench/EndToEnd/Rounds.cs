using System.Globalization;

namespace Metrics.EndToEnd;

/// <summary>What to compare.</summary>
/// <param name="Metrics">The published command; it generates the cities too.</param>
/// <param name="Aot">The same, compiled ahead of time; null: left out.</param>
/// <param name="Forms">How the logs are written.</param>
/// <param name="Evidence">Also with the cases behind the numbers written.</param>
/// <param name="DuckDbMost">Cities with more events are left out for DuckDB.</param>
/// <param name="LinqMost">Cities with more events are left out for LINQ, which takes minutes and all memory.</param>
/// <param name="Check">Sizes of cities that are not plain.</param>
sealed record Comparison(string Metrics, string? Aot, int[] Events, CityForm[] Forms, int Rounds, bool Evidence, int DuckDbMost, int LinqMost, int[] Check, string Folder);

/// <summary>Runs all contenders on the same city, one after the other, round after round, and prints what came out.</summary>
sealed class Rounds(Comparison comparison, TextWriter to)
{
    const string DuckDb = "duckdb", DuckDbPlain = "duckdb-plain";

    readonly List<string> _remarks = [];

    string Days => Path.Combine(comparison.Folder, "days.csv");

    /// <returns>Whether all tables agree.</returns>
    /// <exception cref="InvalidOperationException">A contender failed, or the disk is too small.</exception>
    public bool Run()
    {
        Directory.CreateDirectory(comparison.Folder);
        ReducedDays.Write(Days);
        var agree = comparison.Check.Aggregate(true, (agree, events) => Check(events) && agree);
        var load = Machine.Load;
        to.WriteLine("| events | form | MB | contender | median s | time / metrics | duckdb / time | plain / time | fastest s | slowest s | cpu s | peak MB | page faults |");
        to.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var events in comparison.Events)
            agree = comparison.Forms.Aggregate(agree, (agree, form) => Compare(events, form) && agree);
        to.WriteLine();
        foreach (var remark in _remarks)
            to.WriteLine(remark);
        to.WriteLine($"{Machine.Describe()}, DuckDB {DuckDbJob.Version}, CsvHelper {LinqJob.Version}. Load average of the last minute: {load} before, {Machine.Load} after.");
        return agree;
    }

    /// <summary>Lines repeated and malformed, words and times in all forms, cases with mistakes: the definitions must be the same.</summary>
    bool Check(int events)
    {
        var city = City("check", events, plain: false).Path;
        var (ours, theirs) = (Ours("metrics", comparison.Metrics, city), DuckDbOf(city));
        foreach (var contender in new[] { ours, theirs })
            contender.Run(Target(city, contender));
        return !Differs(Target(city, ours), Target(city, theirs));
    }

    CityFolder City(string name, int events, bool plain, CityForm form = CityForm.Digits)
    {
        var city = new CityFolder(Path.Combine(comparison.Folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{events}")), events, plain);
        Say(city.Generate(comparison.Metrics));
        if (form != CityForm.Digits)
        {
            var digits = city;
            city = city with { Path = $"{digits.Path}-{NameOf(form)}" };
            Say(city.Rewrite(digits, form));
        }
        city.ReadOnce();
        return city;
    }

    void Say(string? remark)
    {
        if (remark is not null)
            _remarks.Add(remark);
    }

    bool Compare(int events, CityForm form)
    {
        var folder = City("city", events, plain: true, form);
        var city = folder.Path;
        var contenders = Contenders(city, events, form).ToList();
        var measured = contenders.ToDictionary(c => c.Name, _ => new List<Measured>());
        for (var round = 0; round < comparison.Rounds; round++)
        {
            foreach (var contender in contenders)
                measured[contender.Name].Add(contender.Run(Target(city, contender)));
        }
        double? Peer(string name) => measured.TryGetValue(name, out var runs) ? Median(runs) : null;
        var what = string.Create(CultureInfo.InvariantCulture, $"| {events / 1e6:0.###} M | {NameOf(form)} | {folder.LogBytes >> 20} |");
        foreach (var (name, runs) in measured)
            to.WriteLine(what + Line(name, runs, Median(measured[contenders[0].Name]), Peer(DuckDb), Peer(DuckDbPlain)));
        var differing = contenders.Skip(1).Select(c => Differs(Target(city, contenders[0]), Target(city, c))).ToList();
        return !differing.Contains(true);
    }

    static string NameOf(CityForm form) => form.ToString().ToLowerInvariant();

    IEnumerable<Contender> Contenders(string city, int events, CityForm form)
    {
        yield return Ours("metrics", comparison.Metrics, city);
        if (comparison.Aot is { } aot)
            yield return Ours("metrics-aot", aot, city);
        if (comparison.Evidence)
            yield return WithEvidence(Ours("metrics-evidence", comparison.Metrics, city));
        // Their loader knows the contract's headers in CSV alone.
        if (form > CityForm.Wide)
            yield break;
        if (events <= comparison.DuckDbMost)
        {
            yield return DuckDbOf(city);
            // It knows the columns of a plain city by their places, and that no acceptance names its item's policy.
            if (form != CityForm.Wide)
                yield return new(DuckDbPlain, Environment.ProcessPath!, target => ["duckdb-plain", city, Days, target]);
        }
        if (events <= comparison.LinqMost)
            yield return new("linq", Environment.ProcessPath!, target => ["linq", city, Days, target]);
    }

    static Contender Ours(string name, string program, string city) => new(name, program, target =>
    [
        "summarize", "--logs", Path.Combine(city, "logs/one_net"), Path.Combine(city, "logs/one_window"),
        "--catalogue", Path.Combine(city, "catalogue.csv"), "--policies", Path.Combine(city, "policies.json"),
        "--as-of", ReducedDays.AsOf, "--out", target,
        .. File.Exists(Path.Combine(city, CityFolder.Mappings)) ? ["--mappings", Path.Combine(city, CityFolder.Mappings)] : Array.Empty<string>(),
    ]);

    static Contender WithEvidence(Contender contender) => contender with
    {
        Arguments = target =>
        {
            var evidence = $"{target}.cases";
            // It is written into an empty folder.
            if (Directory.Exists(evidence))
                Directory.Delete(evidence, recursive: true);
            return [.. contender.Arguments(target), "--evidence", evidence];
        },
    };

    Contender DuckDbOf(string city) => new(DuckDb, Environment.ProcessPath!, target => ["duckdb", city, Days, target]);

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
    /// <param name="plain">The same of its SQL for plain cities.</param>
    static string Line(string name, List<Measured> runs, double ours, double? duckdb, double? plain) => string.Create(CultureInfo.InvariantCulture,
        $" {name} | {Median(runs):0.00} | {Median(runs) / ours:0.0} | {duckdb / Median(runs):0.0} | {plain / Median(runs):0.0} | {runs.Min(r => r.Elapsed.TotalSeconds):0.00} | ")
        + string.Create(CultureInfo.InvariantCulture, $"{runs.Max(r => r.Elapsed.TotalSeconds):0.00} | {Median(runs, r => r.Processor):0.00} | {runs.Max(r => r.PeakBytes) >> 20} | {runs.Select(r => r.PageFaults).Order().ElementAt(runs.Count / 2)} |");
}
