namespace Metrics.Cli.Tests;

/// <summary>Arguments for the conformance examples of logs that mix all rules, without mappings, register and spreadsheets.</summary>
static class ExampleInputs
{
    static readonly string _examples = Path.Combine(AppContext.BaseDirectory, "conformance", "logs");

    /// <param name="number">1 to 3.</param>
    internal static string Folder(string number) => Path.Combine(_examples, "plain-" + number);

    /// <summary>Logs, reference data and day.</summary>
    internal static string[] Of(string number) =>
        [.. Directory.GetDirectories(Path.Combine(Folder(number), "logs")).SelectMany(d => new[] { "--logs", d }), .. ReferencesOf(number)];

    internal static string[] ReferencesOf(string number)
    {
        var known = Path.Combine(Folder(number), "known_on.txt");
        return
        [
            "--catalogue", Path.Combine(Folder(number), "catalogue.csv"), "--policies", Path.Combine(Folder(number), "policies.json"),
            "--as-of", File.ReadAllText(Path.Combine(Folder(number), "as_of.txt")).Trim(),
            .. File.Exists(known) ? ["--known-on", File.ReadAllText(known).Trim()] : Array.Empty<string>(),
            .. File.Exists(Path.Combine(Folder(number), "no_layers.txt")) ? ["--no-layers"] : Array.Empty<string>(),
        ];
    }
}
