using Microsoft.Extensions.Caching.Memory;

namespace Metrics.Pipeline.Web;

/// <summary>
/// Pages of publications, which anyone may ask for where <see cref="WebOptions.OpenData"/> is on. Each reads whole tables, so one is
/// made at a time, and the last ones are kept.
/// </summary>
/// <param name="patience">How long a caller waits for the pages of others.</param>
public sealed class MadePages(TimeSpan patience) : IDisposable
{
    const long KeptBytes = 16 << 20;
    // A page that says nothing of changes, since the publication before is damaged, is not kept for ever.
    static readonly TimeSpan _kept = TimeSpan.FromMinutes(10);

    readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = KeptBytes });
    readonly SemaphoreSlim _turn = new(1);

    /// <param name="name">All that decides the page.</param>
    /// <returns>Null: too many others are asked for.</returns>
    internal async Task<Stream?> FindOrMakeAsync(string name, Func<Stream, Task> make, CancellationToken stop)
    {
        if (_pages.TryGetValue(name, out byte[]? kept))
            return Open(kept!);
        if (!await _turn.WaitAsync(patience, stop))
            return null;
        try
        {
            // Whoever had the turn before may have made it.
            return Open(_pages.TryGetValue(name, out kept) ? kept! : Keep(name, await MakeAsync(make)));
        }
        finally
        {
            _turn.Release();
        }
    }

    static MemoryStream Open(byte[] page) => new(page, writable: false);

    static async Task<byte[]> MakeAsync(Func<Stream, Task> make)
    {
        using var page = new MemoryStream();
        await make(page);
        return page.ToArray();
    }

    byte[] Keep(string name, byte[] page) =>
        _pages.Set(name, page, new MemoryCacheEntryOptions { Size = page.Length, AbsoluteExpirationRelativeToNow = _kept });

    public void Dispose()
    {
        _pages.Dispose();
        _turn.Dispose();
    }
}
