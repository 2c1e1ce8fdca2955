using System.CommandLine;

namespace Metrics.Cli.Tests.Generate;

/// <summary>What <c>metrics summarize</c> makes of a folder with a catalogue, logs, and perhaps policies, mappings and a register.</summary>
sealed class SummaryFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("metrics-summary-").FullName;

    public SummaryFolder(string input, string asOf)
    {
        string[] args =
        [
            "summarize", "--catalogue", Path.Combine(input, "catalogue.csv"), .. Option("--policies", "policies.json"), .. Option("--mappings", "mappings.json"),
            .. Option("--register", "register.csv"), "--as-of", asOf, "--out", _path, "--logs", .. Directory.GetDirectories(Path.Combine(input, "logs")),
        ];
        Assert.Equal(CommandLine.Done, CommandLine.Run(new RootCommand { SummarizeCommand.Create() }, args));

        string[] Option(string name, string file) => File.Exists(Path.Combine(input, file)) ? [name, Path.Combine(input, file)] : [];
    }

    public IReadOnlyList<string> Lines(string file) => File.ReadAllLines(Path.Combine(_path, file));

    /// <summary>The rows by column; for tables without a quoted value.</summary>
    public IReadOnlyList<Dictionary<string, string>> Table(string file)
    {
        var columns = Lines(file)[0].Split(',');
        return [.. Lines(file).Skip(1).Select(l => columns.Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
