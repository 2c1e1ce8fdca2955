using Metrics.Documents;
using Metrics.Documents.Page;
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

    /// <summary>The page, which holds no data (contract 11).</summary>
    public static IResult Page(HttpRequest request)
    {
        var etag = $"\"page-{_build}\"";
        return Representation.Matches(request, etag) ? AddressedPublication.Unchanged(etag, AddressedPublication.Revalidate)
            : new WithHeaders(Results.Text(PageShell.Served, "text/html; charset=utf-8"),
                ("ETag", etag), ("Cache-Control", AddressedPublication.Revalidate), ("Content-Security-Policy", PageShell.ServedPolicy),
                ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"));
    }

    /// <summary>What the page shows of a publication in a period and a district (contract 11).</summary>
    public async Task<IResult> PageDataAsync(HttpRequest request, string id, CancellationToken stop)
    {
        var (asked, district) = (request.Query["period"].ToString(), request.Query["district"].ToString());
        var period = Period.Read(asked);
        if (asked.Length > 0 && period is null)
            return Problems.BadValue("period", asked, "a month, quarter or year such as 2019-03, 2019-Q1 or 2019", "月、季度或年份，如 2019-03、2019-Q1 或 2019");
        district = district.Length > 0 ? district : "*";
        if (district != "*" && !(district.Length == 6 && district.All(char.IsAsciiDigit)))
            return Problems.BadValue("district", district, "six digits, or *", "六位数字或 *");
        return await DocumentAsync(request, id, $"page-{asked}-{district}", PageData.ContentType, null,
            (reader, to) => PageData.WriteAsync(reader, period, district, to, stop), stop);
    }

    /// <summary>The workbook of a publication (contract 11).</summary>
    public Task<IResult> WorkbookAsync(HttpRequest request, string id, CancellationToken stop) =>
        DocumentAsync(request, id, "workbook", Workbook.ContentType, "xlsx", (reader, to) => Workbook.WriteAsync(reader, to, stop), stop);

    /// <param name="document">What it is, and what was asked of it: part of its entity tag.</param>
    /// <param name="extension">Of the file that a browser keeps it in; null: it shows it.</param>
    async Task<IResult> DocumentAsync(HttpRequest request, string id, string document, string contentType, string? extension,
        Func<PublicationReader, Stream, Task> write, CancellationToken stop)
    {
        var (found, problem) = await AddressedPublication.FindAsync(publications, id, stop);
        if (found is null)
            return problem!;
        if (!await publications.ExistsAsync(found.Id, "manifest.json", stop))
            return AddressedPublication.Unknown();
        var etag = $"\"{found.Id}-{document}-{_build}\"";
        if (Representation.Matches(request, etag))
            return AddressedPublication.Unchanged(etag, AddressedPublication.Revalidate);
        var reader = await PublicationReader.OpenAsync((name, cancel) => publications.OpenAsync(found.Id, name, cancel), stop);
        var made = await MadeFile.OfAsync(to => write(reader, to));
        return new WithHeaders(Results.Stream(made, contentType, extension is null ? null : $"{found.Id}.{extension}"),
            ("ETag", etag), ("Cache-Control", AddressedPublication.Revalidate));
    }
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
