using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Metrics.Pipeline.Sources;

/// <summary>Asks for the pages of a log one after another.</summary>
public sealed class SourcePages(SourceClient client)
{
    const int Most = 10_000;

    /// <summary>The pages that have lines; each is its caller's to close.</summary>
    /// <exception cref="InvalidDataException">A page comes again, so that they would never end; or a page is not what the setting says.</exception>
    internal async IAsyncEnumerable<Page> AskAsync(PulledSource source, DayRange days, [EnumeratorCancellation] CancellationToken stop)
    {
        var first = source.AddressOf(days, 1);
        var addresses = new HashSet<Uri>();
        var contents = new HashSet<string>();
        var address = first;
        for (var number = 1; address is not null; number++)
        {
            if (!addresses.Add(address))
                throw new InvalidDataException($"its page {number} is one that was asked for before");
            if (number > Most)
                throw new InvalidDataException($"it has more than {Most} pages");
            var answer = await client.AskAsync(source, address, before: null, stop);
            var page = Read(answer!, source, number);
            try
            {
                address = source.Pages switch
                {
                    Paging.Link => answer!.NextOf(first),
                    Paging.Cursor => page.Cursor is { } cursor ? source.AddressOf(days, cursor) : null,
                    _ => page.IsEmpty ? null : source.AddressOf(days, number + 1),
                };
                if (!page.IsEmpty && !contents.Add(await HashOfAsync(page.Log, stop)))
                    throw new InvalidDataException($"its page {number} has the lines of one before");
            }
            catch
            {
                await page.Log.DisposeAsync();
                throw;
            }
            if (page.IsEmpty)
                await page.Log.DisposeAsync();
            else
                yield return page;
        }
    }

    static Page Read(Answer answer, PulledSource source, int number)
    {
        try
        {
            return Page.Read(answer.Body, source);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"its page {number}: {e.Message}", e);
        }
    }

    static async Task<string> HashOfAsync(Stream log, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(log, stop));
        log.Position = 0;
        return hash;
    }
}
