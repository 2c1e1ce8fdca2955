using Xunit;

namespace Metrics.Tests;

public class ConformanceTests
{
    public static TheoryData<string> Rules =>
        [.. Directory.EnumerateFiles(Path.Combine(Conformance.Folder, "rules"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Rules))]
    public void Rule(string name)
    {
        var example = Conformance.Rule(name);
        if (example.Expected is null)
            Assert.Throws<RefusedException>(() => example.Run());
        else
            AssertTables(example);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Adversarial_logs_that_mix_all_rules(int number) => AssertTables(Conformance.Adversarial(number));

    static void AssertTables(Conformance example)
    {
        var tables = example.Run();
        Assert.Equal(10, example.Expected!.Count);
        foreach (var (name, expected) in example.Expected)
            Assert.True(expected == tables[name], Difference(name, expected, tables[name]));
    }

    static string Difference(string table, string expected, string found)
    {
        var (want, have) = (expected.Split('\n'), found.Split('\n'));
        return $"{table}\nmissing:\n{string.Join('\n', want.Except(have).Take(12))}\nnot expected:\n{string.Join('\n', have.Except(want).Take(12))}";
    }
}
