using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Metrics.Page.Tests;

/// <summary>A window of the browser with storage of its own: what it asked for and what its console said is kept.</summary>
sealed class Window : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly List<string> _requests = [];
    readonly List<string> _errors = [];

    Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
                _errors.Add(said.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    internal IPage Page { get; }

    /// <summary>Addresses that were asked for, those inside the page (<c>data:</c>, <c>blob:</c>) left out.</summary>
    internal IEnumerable<string> Requests => _requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal) && !r.StartsWith("blob:", StringComparison.Ordinal));

    internal IReadOnlyList<string> Errors => _errors;

    internal static async Task<Window> OpenAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    /// <summary>The text of what a selector finds, as it is seen.</summary>
    internal async Task<string> TextAsync(string selector) => await Page.Locator(selector).First.InnerTextAsync();

    internal Task<T> EvaluateAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    /// <summary>What axe finds that is serious or worse.</summary>
    internal async Task<IReadOnlyList<string>> SeriousFaultsAsync()
    {
        var found = await Page.RunAxe(new AxeRunOptions());
        return [.. found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {v.Help}: {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}")];
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
