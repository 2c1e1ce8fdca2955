using System.Diagnostics;
using System.Globalization;

namespace Metrics.EndToEnd;

/// <summary>A generated city in a folder, used again where it is whole.</summary>
/// <param name="Plain">Else with all that real logs have, but for files in encodings that DuckDB cannot read: the queue machine's and the districts' exports.</param>
sealed record CityFolder(string Path, int Events, bool Plain)
{
    /// <summary>Events of a case in a plain city, in hundredths.</summary>
    const long EventsOfHundredCases = 514;

    /// <summary>Of the log (95), of what the shards spill (30 at most), and a third to spare for what DuckDB spills.</summary>
    const long DiskBytesOfEvent = 180;

    /// <returns>What generating took; null: the city was there.</returns>
    /// <exception cref="InvalidOperationException">The disk has no room for it.</exception>
    internal string? Generate(string metrics)
    {
        var said = Directory.Exists(Path) ? null : GenerateNew(metrics);
        ReadOnce();
        return said;
    }

    string GenerateNew(string metrics)
    {
        var (free, needed) = (new DriveInfo(System.IO.Path.GetDirectoryName(Path)!).AvailableFreeSpace, Events * DiskBytesOfEvent);
        if (free < needed)
            throw new InvalidOperationException($"{Events} events need {needed >> 20} MB of disk, found {free >> 20} MB free in {Path}/..");
        // Under its own name only when it is whole.
        var part = Path + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);
        var cases = (Events * 100L / EventsOfHundredCases).ToString(CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        new Contender("generate", metrics, _ => ["generate", .. Plain ? ["--plain"] : Array.Empty<string>(), "--cases", cases, "--seed", "1", "--out", part]).Run("");
        foreach (var unread in Plain ? [] : new[] { "queue", "exports" })
            Directory.Delete(System.IO.Path.Combine(part, "logs/one_window", unread), recursive: true);
        Directory.Move(part, Path);
        return string.Create(CultureInfo.InvariantCulture,
            $"{System.IO.Path.GetFileName(Path)} was generated in {clock.Elapsed.TotalSeconds:0} s, {Files.Sum(f => f.Length) >> 20} MB.");
    }

    /// <summary>So that the first contender finds the files in the page cache as the others do.</summary>
    void ReadOnce()
    {
        foreach (var file in Files)
        {
            using var stream = file.OpenRead();
            stream.CopyTo(Stream.Null, 1 << 20);
        }
    }

    IEnumerable<FileInfo> Files => new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories);
}
