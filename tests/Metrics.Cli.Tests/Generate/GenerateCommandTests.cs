using System.Diagnostics;
using System.Text.Json;
using Metrics.Cli.Generate.Faults;

namespace Metrics.Cli.Tests.Generate;

/// <summary><c>metrics generate</c> as a process.</summary>
public sealed class GenerateCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-generate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_counts_go_to_standard_error_and_nothing_to_standard_output()
    {
        var (code, output, error) = Generate("--cases", "500", "--seed", "3", "--year", "2019");
        Assert.Equal((0, ""), (code, output));
        Assert.StartsWith("cases                              500\n", error, StringComparison.Ordinal);
        Assert.Equal(["catalogue.csv", "logs", "policies.json", "register.csv"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_counts_go_to_a_file_too_as_json_by_the_names_of_the_report()
    {
        var file = Path.Combine(_folder, "counts.json");
        var (code, _, error) = Generate("--cases", "500", "--counts", file);
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var planted = json.RootElement.GetProperty("planted");
        Assert.Equal(FaultRates.All.Select(r => r.Name), planted.EnumerateObject().Select(p => p.Name));
        Assert.Equal("1 in 2500 lines", planted.GetProperty("bad_time").GetProperty("rate").GetString());
        Assert.Equal(json.RootElement.GetProperty("lines").GetInt64(),
            ((string[])["accepted", "duplicate", "rejected"]).Sum(name => json.RootElement.GetProperty(name).GetInt64()));
        Assert.Contains($"{"lines",-26}{json.RootElement.GetProperty("lines").GetInt64(),12}\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cases", "0")]
    [InlineData("--cases", "many")]
    [InlineData("--cases", "10", "--year", "2018")]
    [InlineData("--cases", "10", "--seed", "-1")]
    public void Arguments_that_make_no_city_end_with_2_and_a_reason(params string[] arguments)
    {
        var (code, output, error) = Generate(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("metrics: ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Logs_that_are_there_already_are_left_alone()
    {
        var stranger = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "logs", "one_window")).FullName, "mine.csv");
        File.WriteAllText(stranger, "case_id,event,at\n");
        var (code, _, error) = Generate("--cases", "10");
        Assert.Equal(2, code);
        Assert.Contains("已有日志", error, StringComparison.Ordinal);
        Assert.Equal([stranger], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
    }

    (int Code, string Output, string Error) Generate(params string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "metrics.dll"), "generate", "--out", _folder, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
