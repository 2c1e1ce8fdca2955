using Metrics.EndToEnd;

namespace Metrics.Nightly;

/// <summary>
/// A generated city in two deliveries: <c>first/</c>, and in <c>more/</c> the last lines of the year's last logs, as new logs.
/// Both hold <c>logs/{source}/…</c>; uncut logs are links to the city's.
/// </summary>
sealed class SplitCity
{
    /// <param name="percent">Of the city's events, those that come later; at most those of its last month.</param>
    internal SplitCity(CityFolder city, double percent, string folder)
    {
        (City, Folder) = (city.Path, folder);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var logs = Directory.EnumerateFiles(Path.Combine(city.Path, "logs"), "*.csv", SearchOption.AllDirectories).ToList();
        var last = logs.Where(l => Path.GetFileNameWithoutExtension(l).EndsWith("12", StringComparison.Ordinal)).ToDictionary(l => l, File.ReadAllLines);
        var cut = city.Events * percent / 100 / last.Values.Sum(l => l.Length - 1);
        if (cut is <= 0 or > 1)
            throw new InvalidOperationException($"{percent} % is {cut:0.00} of the last month, expected more than 0 and at most 1");
        foreach (var log in logs)
        {
            if (last.TryGetValue(log, out var lines))
                Cut(log, lines, (int)((lines.Length - 1) * cut));
            else
                File.CreateSymbolicLink(NewPath("first", log), log);
        }
    }

    /// <summary>Has <c>catalogue.csv</c> and <c>policies.json</c>.</summary>
    internal string City { get; }

    internal string Folder { get; }

    /// <summary>Events of the second delivery.</summary>
    internal int More { get; private set; }

    internal string Logs(string delivery) => Path.Combine(Folder, delivery, "logs");

    void Cut(string log, string[] lines, int later)
    {
        File.WriteAllLines(NewPath("first", log), lines[..^later]);
        File.WriteAllLines(Path.ChangeExtension(NewPath("more", log), ".later.csv"), lines[^later..].Prepend(lines[0]));
        More += later;
    }

    string NewPath(string delivery, string log)
    {
        var path = Path.Combine(Folder, delivery, Path.GetRelativePath(City, log));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
