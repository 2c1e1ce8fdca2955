using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Logs;

namespace Metrics.Cli.Generate;

/// <summary>A year of a city: its catalogue, its policies, its register and its case logs.</summary>
static class GeneratedCity
{
    /// <summary>
    /// Writes <c>catalogue.csv</c>, <c>policies.json</c>, <c>register.csv</c> and <c>logs/{source}/…</c> into <paramref name="folder"/>.
    /// The same plan gives the same bytes. Memory grows with the events of some ten days, not with those of the year.
    /// </summary>
    /// <param name="isWorking">Whether a day number is a working day (工作日).</param>
    public static GeneratedCounts Write(CityPlan plan, Predicate<Day> isWorking, string folder, CancellationToken stop = default)
    {
        var year = new CityYear(plan.Year, isWorking);
        var catalogue = new CityCatalogue();
        var counts = new GeneratedCounts { Plan = plan };
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "catalogue.csv"), catalogue.ToCsv(plan.Year));
        File.WriteAllBytes(Path.Combine(folder, "policies.json"), CityPolicies.ToJson(catalogue));
        File.WriteAllBytes(Path.Combine(folder, "register.csv"), CityRegister.ToCsv(plan, year));
        var queue = new DayQueue(year.Days);
        var cases = new CityCases(plan, year, catalogue, queue, counts.Planted);
        using var logs = new CityLogs(Path.Combine(folder, "logs"), plan, year, catalogue, counts);
        for (var day = 0; day < year.Days; day++)
        {
            stop.ThrowIfCancellationRequested();
            cases.Begin(day);
            logs.BeginDay(day);
            foreach (ref readonly var planned in queue.Take(day))
                logs.Write(planned);
        }
        return counts;
    }
}
