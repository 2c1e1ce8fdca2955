using Microsoft.Extensions.Caching.Memory;

namespace Metrics.Pipeline.Web;

/// <summary>
/// Pages of publications, which anyone may ask for where <see cref="WebOptions.OpenData"/> is on. Each reads whole tables, so one is
/// made at a time. Those that were asked for last are kept: what is asked for all the time is not made again.
/// </summary>
/// <param name="patience">How long a caller waits for the pages of others.</param>
/// <param name="keptIncomplete">How long a page is kept that lacks what may be mended.</param>
public sealed class MadePages(TimeSpan patience, TimeSpan keptIncomplete) : IDisposable
{
    const long KeptBytes = 16 << 20;

    readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = KeptBytes });
    readonly SemaphoreSlim _turn = new(1);

    /// <param name="name">All that decides the page.</param>
    /// <param name="make">Tells whether the page is complete.</param>
    /// <returns>Null: too many others are asked for.</returns>
    internal async Task<Stream?> FindOrMakeAsync(string name, Func<Stream, Task<bool>> make, CancellationToken stop)
    {
        if (_pages.TryGetValue(name, out byte[]? kept))
            return Open(kept!);
        if (!await _turn.WaitAsync(patience, stop))
            return null;
        try
        {
            // Whoever had the turn before may have made it.
            return Open(_pages.TryGetValue(name, out kept) ? kept! : await MakeAsync(name, make));
        }
        finally
        {
            _turn.Release();
        }
    }

    static MemoryStream Open(byte[] page) => new(page, writable: false);

    async Task<byte[]> MakeAsync(string name, Func<Stream, Task<bool>> make)
    {
        using var page = new MemoryStream();
        var isComplete = await make(page);
        return _pages.Set(name, page.ToArray(), new MemoryCacheEntryOptions
        {
            Size = page.Length,
            AbsoluteExpirationRelativeToNow = isComplete ? null : keptIncomplete,
        });
    }

    public void Dispose()
    {
        _pages.Dispose();
        _turn.Dispose();
    }
}
