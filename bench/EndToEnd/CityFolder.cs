using System.Diagnostics;
using System.Globalization;

namespace Metrics.EndToEnd;

/// <summary>A generated city in a folder, used again where it is whole.</summary>
/// <param name="Plain">Else with all that real logs have, but for files in encodings that DuckDB cannot read: the queue machine's and the districts' exports.</param>
sealed record CityFolder(string Path, int Events, bool Plain)
{
    /// <summary>Events of a case in a plain city, in hundredths.</summary>
    const long EventsOfHundredCases = 514;

    /// <summary>Of the log (95, in its widest form 200), of what the shards spill (30 to 60), and what DuckDB spills.</summary>
    const long DiskBytesOfEvent = 300;

    /// <summary>Of a city whose logs need it.</summary>
    internal const string Mappings = "mappings.json";

    /// <summary>Folders below those of one window, in encodings that DuckDB cannot read.</summary>
    static readonly string[] _unread = ["queue", "exports"];

    /// <returns>What generating took; null: the city was there.</returns>
    /// <exception cref="InvalidOperationException">The disk has no room for it.</exception>
    internal string? Generate(string metrics) => Make(part =>
    {
        var cases = (Events * 100L / EventsOfHundredCases).ToString(CultureInfo.InvariantCulture);
        new Contender("generate", metrics, _ => ["generate", .. Plain ? ["--plain"] : Array.Empty<string>(), "--cases", cases, "--seed", "1", "--out", part]).Run("");
        foreach (var unread in Plain ? [] : _unread)
            Directory.Delete(System.IO.Path.Combine(part, "logs/one_window", unread), recursive: true);
    });

    /// <summary>The same city, its logs in another form.</summary>
    internal string? Rewrite(CityFolder digits, CityForm form) => Make(part =>
    {
        var rewriting = CityRewriting.Of(form, System.IO.Path.Combine(digits.Path, "catalogue.csv"));
        foreach (var file in digits.Files)
        {
            var to = System.IO.Path.Combine(part, System.IO.Path.GetRelativePath(digits.Path, file.FullName));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            if (file.FullName.StartsWith(System.IO.Path.Combine(digits.Path, "logs"), StringComparison.Ordinal))
                rewriting.RewriteAsync(file.FullName, to).GetAwaiter().GetResult();
            else
                file.CopyTo(to);
        }
        rewriting.Complete(part);
    });

    /// <param name="write">Writes into the folder that it is given.</param>
    string? Make(Action<string> write)
    {
        if (Directory.Exists(Path))
            return null;
        var (free, needed) = (new DriveInfo(System.IO.Path.GetDirectoryName(Path)!).AvailableFreeSpace, Events * DiskBytesOfEvent);
        if (free < needed)
            throw new InvalidOperationException($"{Events} events need {needed >> 20} MB of disk, found {free >> 20} MB free in {Path}/..");
        // Under its own name only when it is whole.
        var part = Path + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);
        var clock = Stopwatch.StartNew();
        write(part);
        Directory.Move(part, Path);
        return string.Create(CultureInfo.InvariantCulture,
            $"{System.IO.Path.GetFileName(Path)} was generated in {clock.Elapsed.TotalSeconds:0} s, {Files.Sum(f => f.Length) >> 20} MB.");
    }

    /// <summary>So that the first contender finds the files in the page cache as the others do.</summary>
    internal void ReadOnce()
    {
        foreach (var file in Files)
        {
            using var stream = file.OpenRead();
            stream.CopyTo(Stream.Null, 1 << 20);
        }
    }

    internal long LogBytes => new DirectoryInfo(System.IO.Path.Combine(Path, "logs")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    IEnumerable<FileInfo> Files => new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories);
}
