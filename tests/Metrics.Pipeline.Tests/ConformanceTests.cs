using System.Text;

namespace Metrics.Pipeline.Tests;

/// <summary>The worked examples through storage: inbox → receipts, events → publication.</summary>
public sealed class ConformanceTests(TestStorage storage)
{
    // The third example turns layers off, which only the command line does.
    [Theory, InlineData(1), InlineData(2)]
    public async Task A_run_over_storage_publishes_the_tables_of_the_examples(int example)
    {
        var folder = Repository.Example(example);
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(folder);
        var run = await host.RunAsync($"?as_of={Day(folder, "as_of.txt")}" + (Day(folder, "known_on.txt") is { } known ? $"&known_on={known}" : ""));

        Assert.Contains(run["state"]!.ToString(), (string[])["succeeded", "partial"]);
        var published = await host.PublicationAsync(run["publication"]!.ToString());
        foreach (var expected in Directory.EnumerateFiles(Path.Combine(folder, "expected")))
            Assert.Equal(await File.ReadAllTextAsync(expected, TestContext.Current.CancellationToken), Encoding.UTF8.GetString(published[Path.GetFileName(expected)]));
    }

    static string? Day(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? File.ReadAllText(Path.Combine(folder, file)).Trim() : null;
}
