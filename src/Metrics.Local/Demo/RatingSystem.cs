using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Metrics.Local.Demo;

/// <summary>A city's rating system (好差评) that pushes nothing: its logs lie at an address, and the run asks for one of them.</summary>
sealed class RatingSystem : IAsyncDisposable
{
    readonly WebApplication _app;

    RatingSystem(WebApplication app) => _app = app;

    /// <summary>Settings by which the doors pull <paramref name="log"/> as a log of <paramref name="source"/>.</summary>
    internal IEnumerable<string> Settings(string source, string log) =>
        [$"--Sources:0:Source={source}", $"--Sources:0:Name={log}", $"--Sources:0:Url={_app.Urls.First()}/{log}"];

    /// <param name="folder">The logs, each served at its path below it.</param>
    internal static async Task<RatingSystem> StartAsync(string folder, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        var app = builder.Build();
        app.MapGet("/{**log}", (string log) => Results.File(Path.GetFullPath(Path.Combine(folder, log)), "application/x-ndjson"));
        await app.StartAsync(stop);
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
