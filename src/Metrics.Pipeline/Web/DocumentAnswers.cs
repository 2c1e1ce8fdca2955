using Metrics.Documents;
using Metrics.Documents.Published;
using Metrics.Documents.Workbooks;
using Metrics.Pipeline.Publishing;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the doors that make documents of a publication.</summary>
public sealed class DocumentAnswers(Publications publications)
{
    // Another build may make other bytes of the same publication.
    static readonly string _build = typeof(Workbook).Module.ModuleVersionId.ToString("N")[..12];

    /// <summary>The workbook of a publication (contract 11).</summary>
    public async Task<IResult> WorkbookAsync(HttpRequest request, string id, CancellationToken stop)
    {
        var (found, problem) = await AddressedPublication.FindAsync(publications, id, stop);
        if (found is null)
            return problem!;
        if (!await publications.ExistsAsync(found.Id, "manifest.json", stop))
            return AddressedPublication.Unknown();
        var etag = $"\"{found.Id}-workbook-{_build}\"";
        if (Representation.Matches(request, etag))
            return AddressedPublication.Unchanged(etag, AddressedPublication.Revalidate);
        var reader = await ReadAsync(found.Id, stop);
        var workbook = await MadeFile.OfAsync(to => Workbook.WriteAsync(reader, to, stop));
        return new WithHeaders(Results.Stream(workbook, Workbook.ContentType, $"{found.Id}.xlsx"),
            ("ETag", etag), ("Cache-Control", AddressedPublication.Revalidate));
    }

    Task<PublicationReader> ReadAsync(string id, CancellationToken stop) =>
        PublicationReader.OpenAsync((name, cancel) => publications.OpenAsync(id, name, cancel), stop);
}

/// <summary>A document that is made as a whole before its first byte is sent: an error is an answer, and memory does not grow with it.</summary>
static class MadeFile
{
    /// <returns>At its start.</returns>
    internal static async Task<Stream> OfAsync(Func<Stream, Task> make)
    {
        var file = TemporaryFile.Open();
        try
        {
            await make(file);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
