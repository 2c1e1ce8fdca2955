using System.Globalization;

namespace Metrics.EndToEnd;

/// <summary>What to compare.</summary>
/// <param name="Metrics">The published command; it generates the cities too.</param>
/// <param name="Aot">The same, compiled ahead of time; null: left out.</param>
/// <param name="LinqMost">Cities with more events are left out for LINQ, which takes minutes and all memory.</param>
sealed record Comparison(string Metrics, string? Aot, int[] Events, int Rounds, int LinqMost, string Folder);

/// <summary>Runs all contenders on the same city, one after the other, round after round, and prints what came out.</summary>
sealed class Rounds(Comparison comparison, TextWriter to)
{
    /// <summary>Events of a case in a plain city, in hundredths.</summary>
    const long EventsOfHundredCases = 503;

    string Days => Path.Combine(comparison.Folder, "days.csv");

    /// <returns>Whether all tables agree.</returns>
    public bool Run()
    {
        Directory.CreateDirectory(comparison.Folder);
        ReducedDays.Write(Days);
        to.WriteLine("| events | contender | median s | ratio | fastest s | slowest s | peak MB |");
        to.WriteLine("|---|---|---|---|---|---|---|");
        return comparison.Events.Aggregate(true, (agree, events) => Compare(events) && agree);
    }

    bool Compare(int events)
    {
        var city = Path.Combine(comparison.Folder, string.Create(CultureInfo.InvariantCulture, $"city-{events}"));
        Generate(city, events * 100L / EventsOfHundredCases);
        var contenders = Contenders(city, events).ToList();
        var measured = contenders.ToDictionary(c => c.Name, _ => new List<Measured>());
        for (var round = 0; round < comparison.Rounds; round++)
            foreach (var contender in contenders)
                measured[contender.Name].Add(contender.Run(Target(city, contender)));
        foreach (var (name, runs) in measured)
            to.WriteLine(Line(events, name, runs, Median(measured[contenders[0].Name])));
        var differing = contenders.Skip(1).Select(c => Differs(Target(city, contenders[0]), Target(city, c))).ToList();
        return !differing.Contains(true);
    }

    void Generate(string city, long cases)
    {
        if (Directory.Exists(city))
            return;
        string[] arguments = ["generate", "--plain", "--cases", cases.ToString(CultureInfo.InvariantCulture), "--seed", "1", "--out", city];
        new Contender("generate", comparison.Metrics, _ => arguments).Run("");
        // Read once, so that the first contender finds the files in the page cache as the others do.
        foreach (var file in Directory.EnumerateFiles(city, "*", SearchOption.AllDirectories))
        {
            using var stream = File.OpenRead(file);
            stream.CopyTo(Stream.Null);
        }
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
        yield return new("duckdb", Environment.ProcessPath!, target => ["duckdb", city, Days, target]);
        if (events <= comparison.LinqMost)
            yield return new("linq", Environment.ProcessPath!, target => ["linq", city, Days, target]);
    }

    bool Differs(string first, string second)
    {
        var difference = ReducedTables.Difference(first, second);
        to.WriteLine(difference is null ? $"{Path.GetFileName(second)} agrees in {ReducedTables.Read(first).Count} rows" : $"DIFFERENT\n{difference}");
        return difference is not null;
    }

    static string Target(string city, Contender contender) => $"{city}-{contender.Name}";

    static double Median(List<Measured> runs) => runs.Select(r => r.Elapsed.TotalSeconds).Order().ElementAt(runs.Count / 2);

    static string Line(int events, string name, List<Measured> runs, double ours) => string.Create(CultureInfo.InvariantCulture,
        $"| {events} | {name} | {Median(runs):0.00} | {Median(runs) / ours:0.0} | {runs.Min(r => r.Elapsed.TotalSeconds):0.00} | ")
        + string.Create(CultureInfo.InvariantCulture, $"{runs.Max(r => r.Elapsed.TotalSeconds):0.00} | {runs.Max(r => r.PeakBytes) >> 20} |");
}
