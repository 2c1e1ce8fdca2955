namespace Metrics.Cli.Tests;

/// <summary>Arguments for the conformance examples of logs that mix all rules, without mappings, register and spreadsheets.</summary>
static class ExampleInputs
{
    static readonly string _examples = Path.Combine(AppContext.BaseDirectory, "conformance", "logs");

    /// <param name="number">1 to 3.</param>
    internal static string Folder(string number) => Path.Combine(_examples, "plain-" + number);

    /// <summary>Names of all examples, of those with mappings, register and spreadsheets too.</summary>
    internal static IEnumerable<string> All => Directory.GetDirectories(_examples).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    /// <summary>Logs, reference data and day.</summary>
    internal static string[] Of(string number) => In("plain-" + number);

    internal static string[] ReferencesOf(string number) => ReferencesIn("plain-" + number);

    internal static string[] In(string name) =>
        [.. Directory.GetDirectories(Path.Combine(_examples, name, "logs")).SelectMany(d => new[] { "--logs", d }), .. ReferencesIn(name)];

    static string[] ReferencesIn(string name)
    {
        var folder = Path.Combine(_examples, name);
        var known = Path.Combine(folder, "known_on.txt");
        return
        [
            "--catalogue", Path.Combine(folder, "catalogue.csv"), "--policies", Path.Combine(folder, "policies.json"),
            "--as-of", File.ReadAllText(Path.Combine(folder, "as_of.txt")).Trim(),
            .. File.Exists(known) ? ["--known-on", File.ReadAllText(known).Trim()] : Array.Empty<string>(),
            .. File.Exists(Path.Combine(folder, "no_layers.txt")) ? ["--no-layers"] : Array.Empty<string>(),
        ];
    }
}
