using Xunit;

namespace Metrics.Tests;

public class ConformanceTests
{
    static readonly string _field = Path.Combine(AppContext.BaseDirectory, "field");

    public static TheoryData<string> Rules =>
        [.. Directory.EnumerateFiles(Path.Combine(Conformance.Folder, "rules"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Situations => Names(_field);

    public static TheoryData<string> Adversarial => Names(Path.Combine(Conformance.Folder, "logs"));

    static TheoryData<string> Names(string folder) => [.. Directory.EnumerateDirectories(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Rules))]
    public void Rule(string name) => Check(Conformance.Rule(name));

    [Theory, MemberData(nameof(Situations))]
    public void A_situation_from_the_field(string name) => Check(Conformance.In(Path.Combine(_field, name)));

    [Theory, MemberData(nameof(Adversarial))]
    public void Adversarial_logs_that_mix_all_rules(string name) => Check(Conformance.In(Path.Combine(Conformance.Folder, "logs", name)));

    static void Check(Conformance example)
    {
        if (example.Expected is null)
        {
            Assert.Throws<RefusedException>(() => example.Run());
            return;
        }
        var tables = example.Run();
        // Those of definitions 2 at least: an example may be older than a table.
        Assert.InRange(example.Expected.Count, 15, tables.Count);
        foreach (var (name, expected) in example.Expected)
            Assert.True(expected == tables[name], Difference(name, expected, tables[name]));
    }

    static string Difference(string table, string expected, string found)
    {
        var (want, have) = (expected.Split('\n'), found.Split('\n'));
        return $"{table}\nmissing:\n{string.Join('\n', want.Except(have).Take(12))}\nnot expected:\n{string.Join('\n', have.Except(want).Take(12))}";
    }
}
