using System.IO.Compression;

namespace Metrics.Cli.Tests;

public sealed class WorkbookCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-workbook-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_publication_becomes_a_workbook_of_the_same_bytes_each_time()
    {
        var (publication, first, second) = (await PublishAsync(), At("first.xlsx"), At("second.xlsx"));
        foreach (var workbook in (string[])[first, second])
        {
            var run = await MetricsProcess.RunAsync(["workbook", publication, "--out", workbook]);
            Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        }
        Assert.Equal(await File.ReadAllBytesAsync(first, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(second, TestContext.Current.CancellationToken));
        using var archive = ZipFile.OpenRead(first);
        Assert.Equal(1 + Directory.GetFiles(publication, "*.csv").Length, archive.Entries.Count(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_damaged_publication_ends_with_exit_code_2_and_leaves_the_workbook_before()
    {
        var (publication, workbook) = (await PublishAsync(), At("before.xlsx"));
        await File.WriteAllTextAsync(workbook, "before", TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(Path.Combine(publication, "warnings.csv"), "x,1\n", TestContext.Current.CancellationToken);
        var run = await MetricsProcess.RunAsync(["workbook", publication, "--out", workbook]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("warnings.csv is not the file that manifest.json names", run.Error, StringComparison.Ordinal);
        Assert.Contains("warnings.csv 与 manifest.json 所列的不符", run.Error, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(workbook, TestContext.Current.CancellationToken));
        Assert.Equal([workbook], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_folder_that_is_no_publication_is_refused()
    {
        var run = await MetricsProcess.RunAsync(["workbook", _folder, "--out", At("w.xlsx")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("it has no manifest.json", run.Error, StringComparison.Ordinal);
    }

    async Task<string> PublishAsync()
    {
        var publication = At("publication");
        var run = await MetricsProcess.RunAsync(
            ["summarize", .. ExampleInputs.Of("1"), "--out", publication]);
        Assert.NotEqual(2, run.ExitCode);
        return publication;
    }

    string At(string name) => Path.Combine(_folder, name);
}
