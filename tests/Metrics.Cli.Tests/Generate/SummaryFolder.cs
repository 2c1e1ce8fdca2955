using System.CommandLine;

namespace Metrics.Cli.Tests.Generate;

/// <summary>What <c>metrics summarize</c> makes of a folder with a catalogue, policies, logs and perhaps a register.</summary>
sealed class SummaryFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("metrics-summary-").FullName;

    public SummaryFolder(string input, string asOf)
    {
        var register = Path.Combine(input, "register.csv");
        string[] args =
        [
            "summarize", "--catalogue", Path.Combine(input, "catalogue.csv"), "--policies", Path.Combine(input, "policies.json"),
            "--as-of", asOf, .. File.Exists(register) ? ["--register", register] : Array.Empty<string>(), "--out", _path, "--logs", .. Directory.GetDirectories(Path.Combine(input, "logs")),
        ];
        Assert.Equal(CommandLine.Done, CommandLine.Run(new RootCommand { SummarizeCommand.Create() }, args));
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
