using Metrics.Documents;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Sources;

/// <summary>
/// Reads each good answer to its end, into a temporary file, before it is given on: so a try is over only when all bytes are
/// there, and what is slow, or cut off in the middle, is tried again like one that never began.
/// </summary>
/// <param name="limit">Most bytes of an answer.</param>
sealed class WholeAnswers(long limit) : DelegatingHandler
{
    const int BufferSize = 1 << 16;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            return answer;
        var (began, whole) = (answer.Content, TemporaryFile.Open());
        try
        {
            await CopyAsync(began, whole, cancellationToken);
        }
        catch
        {
            await whole.DisposeAsync();
            answer.Dispose();
            throw;
        }
        whole.Position = 0;
        answer.Content = new WholeContent(whole);
        foreach (var (name, values) in began.Headers)
            answer.Content.Headers.TryAddWithoutValidation(name, values);
        began.Dispose();
        return answer;
    }

    async Task CopyAsync(HttpContent from, FileStream to, CancellationToken stop)
    {
        if (from.Headers.ContentLength > limit)
            throw new LogTooLargeException(limit);
        await using var body = await from.ReadAsStreamAsync(stop);
        var buffer = new byte[BufferSize];
        for (int read; (read = await ReadAsync(body, buffer, stop)) > 0;)
        {
            if (to.Length + read > limit)
                throw new LogTooLargeException(limit);
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }
    }

    static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await body.ReadAsync(buffer, stop);
        }
        catch (IOException e)
        {
            throw new HttpRequestException("its answer was cut off", e);
        }
    }
}

/// <summary>The bytes of a whole answer.</summary>
/// <param name="file">Closed by whoever takes it.</param>
sealed class WholeContent(FileStream file) : StreamContent(file)
{
    internal FileStream File => file;
}
