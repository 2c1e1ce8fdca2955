using System.Diagnostics;

namespace Metrics.Cli.Tests;

/// <summary>What docs/your-own-files.md says is what happens: all its commands run one after the other, as they stand there, in both languages.</summary>
public sealed class OwnFilesGuideTests : IDisposable
{
    const string Folder = "/tmp/own";

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-own-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData("docs/your-own-files.md"), InlineData("docs/your-own-files.zh-CN.md")]
    public async Task The_guides_commands_lead_to_the_guides_numbers(string guide)
    {
        var text = File.ReadAllText(Repository.File(guide));
        var (exitCode, told) = await RunAsync(string.Concat(Blocks(text, "sh")).Replace(Folder, _folder, StringComparison.Ordinal));
        Assert.True(exitCode == 0, told);
        foreach (var line in Blocks(text, "").Single().Trim().Split('\n'))
            Assert.Contains(line, told, StringComparison.Ordinal);
        var row = File.ReadLines(Path.Combine(_folder, "tables/approval_time.csv")).Single(l => l.StartsWith("2019,*,*,*,", StringComparison.Ordinal));
        Assert.Contains($"`{string.Join(',', row.Split(',')[..7])}`", text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "tables.xlsx")));
    }

    [Fact]
    public void Both_languages_give_the_same_commands()
    {
        var (english, chinese) = (File.ReadAllText(Repository.File("docs/your-own-files.md")), File.ReadAllText(Repository.File("docs/your-own-files.zh-CN.md")));
        Assert.Equal(Blocks(english, "sh"), Blocks(chinese, "sh"));
        Assert.Equal(Blocks(english, ""), Blocks(chinese, ""));
    }

    /// <summary>The fenced blocks of a language.</summary>
    static List<string> Blocks(string text, string language) =>
    [
        .. text.ReplaceLineEndings("\n").Split("\n```").Where((block, i) => i % 2 == 1 && block.StartsWith(language + '\n', StringComparison.Ordinal))
            .Select(block => block[language.Length..]),
    ];

    static async Task<(int ExitCode, string Told)> RunAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-ec", script])
        {
            WorkingDirectory = Repository.File("."),
            Environment = { ["PATH"] = AppContext.BaseDirectory + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
