using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Metrics.Page.Tests.Chromium))]

namespace Metrics.Page.Tests;

/// <summary>
/// One browser for all tests: the system's own Chromium. Without one they are skipped; where <c>METRICS_TEST_BROWSER</c> is
/// <c>required</c>, as in continuous integration, they fail instead.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Variable = "METRICS_TEST_BROWSER";

    static readonly string[] _programs = ["chromium", "chromium-browser", "google-chrome"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>A new window; skips the test where there is no browser.</summary>
    internal async Task<Window> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var missing = $"{_programs[0]} is needed to look at the page, and is not in PATH";
        Assert.False(_browser is null && Environment.GetEnvironmentVariable(Variable) == "required", missing);
        Assert.SkipWhen(_browser is null, missing);
        return await Window.OpenAsync(await _browser.NewContextAsync(options ?? new() { Locale = "zh-CN" }));
    }

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .SelectMany(folder => _programs.Select(p => Path.Combine(folder, p))).FirstOrDefault(File.Exists);
        if (program is null)
            return;
        _playwright = await Playwright.CreateAsync();
        // Root has no sandbox in a container.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
