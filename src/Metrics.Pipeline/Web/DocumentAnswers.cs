using System.Globalization;
using Metrics.Documents;
using Metrics.Documents.Changes;
using Metrics.Documents.Page;
using Metrics.Documents.Published;
using Metrics.Documents.Reports;
using Metrics.Documents.Workbooks;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Publishing;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the doors that make documents of a publication.</summary>
public sealed class DocumentAnswers(Publications publications, ReferenceStore references, MadePages pages)
{
    /// <param name="Question">All that decides the document's bytes beside the publication.</param>
    /// <param name="Ending">Of the file that a browser keeps it in; null: it shows it.</param>
    sealed record Document(string Question, string ContentType, string? Ending, Func<PublicationReader, Stream, Task> Make);

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
        var (found, problem) = await FindAsync(id, stop);
        if (found is null)
            return problem!;
        if (district != "*" && await RefuseAsync(found, district, stop) is { } refused)
            return refused;
        var since = await publications.FindBeforeAsync(found.Id, stop);
        var isComplete = true;
        return await ShowAsync(request, found.Id, new($"page-{asked}-{district}-{since}", PageData.ContentType, null, MakeAsync), stop,
            (name, make) => pages.FindOrMakeAsync(name, async to =>
            {
                await make(to);
                return isComplete;
            }, stop));

        async Task MakeAsync(PublicationReader publication, Stream to) =>
            isComplete = await WritePageAsync(publication, since, period, district, to, stop);
    }

    /// <returns>Whether it says what has changed, if there is a publication before.</returns>
    async Task<bool> WritePageAsync(PublicationReader publication, string? since, Period? period, string district, Stream to, CancellationToken stop)
    {
        try
        {
            var before = since is null ? null : await publications.ReadAsync(since, stop);
            await PageData.WriteAsync(publication, before, period, district, to, stop);
            return true;
        }
        catch (Exception e) when (since is not null && e is RefusedException or DamagedBlobException)
        {
            // An older publication that is damaged keeps nobody from this one. Nothing of the page is written yet.
            await PageData.WriteAsync(publication, since: null, period, district, to, stop);
            return false;
        }
    }

    /// <summary>A page of a district that the publication does not know would keep a page away that somebody asks for.</summary>
    async Task<IResult?> RefuseAsync(AddressedPublication of, string district, CancellationToken stop)
    {
        var codes = await pages.FindOrMakeAsync($"{of.Id}-districts", async to =>
        {
            await PageData.WriteDistrictsAsync(await publications.ReadAsync(of.Id, stop), to, stop);
            return true;
        }, stop);
        if (codes is null)
            return Busy();
        using var reader = new StreamReader(codes);
        var known = await reader.ReadToEndAsync(stop);
        return known.Split('\n').Contains(district) ? null : Problems.NotFound($"district {district} in this publication", $"区划 {district} 的数据");
    }

    /// <summary>The workbook of a publication (contract 11).</summary>
    public Task<IResult> WorkbookAsync(HttpRequest request, string id, CancellationToken stop) =>
        ShowAsync(request, id, new("workbook", Workbook.ContentType, "xlsx", (publication, to) => Workbook.WriteAsync(publication, to, stop)), stop);

    /// <summary>The report of a year (contract 11), by <c>?year=</c> and <c>?language=</c>, in the city's own template or the shipped one.</summary>
    public async Task<IResult> ReportAsync(HttpRequest request, string id, CancellationToken stop)
    {
        var (asked, spoken) = (request.Query["year"].ToString(), request.Query["language"].ToString());
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2099)
            return Problems.BadValue("year", asked, "a year from 2000 to 2099", " 2000 至 2099 的年份");
        if (spoken is not ("" or "zh" or "en"))
            return Problems.BadValue("language", spoken, "zh or en", " zh 或 en");
        var language = spoken == "en" ? ReportLanguage.En : ReportLanguage.Zh;
        var template = await references.ReadReportAsync(stop) ?? ReportTemplate.Shipped(language);
        var report = new ReportRequest(year, language, template, CellTags.Shipped);
        var question = string.Create(CultureInfo.InvariantCulture, $"report-{year}-{language}-{WriteOnce.HashOf(template)[..12]}");
        try
        {
            return await ShowAsync(request, id, new(question, Report.ContentType, "docx",
                async (publication, to) => await to.WriteAsync(await Report.MakeAsync(publication, report, stop), stop)), stop);
        }
        catch (RefusedException e)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Template refused", e.Why.En, e.Why.Zh);
        }
    }

    /// <summary>What differs from the publication <c>?since=</c> (contract 10): the city at a glance, with <c>?all=1</c> every row.</summary>
    public async Task<IResult> ChangesAsync(HttpRequest request, string id, CancellationToken stop)
    {
        var (asked, all) = (request.Query["since"].ToString(), request.Query["all"].ToString());
        if (asked.Length == 0)
            return Problems.BadValue("since", "", "the id of a publication", "某次发布的编号");
        if (all is not ("" or "1"))
            return Problems.BadValue("all", all, "1, or nothing", " 1 或不填");
        var (since, problem) = await FindAsync(asked, stop);
        if (since is null)
            return problem!;
        try
        {
            var before = await publications.ReadAsync(since.Id, stop);
            return await ShowAsync(request, id, new($"changes-{since.Id}-{all}", "application/json", null, (publication, to) =>
                ComparisonJson.WriteAsync(new(before, publication), to, all == "1" ? null : change => change.IsAtAGlance, stop)), stop);
        }
        catch (RefusedException e)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Not comparable", e.Why.En, e.Why.Zh);
        }
    }

    /// <returns>A publication that is there, or the error to answer with.</returns>
    async Task<(AddressedPublication? Found, IResult? Problem)> FindAsync(string id, CancellationToken stop)
    {
        var (found, problem) = await AddressedPublication.FindAsync(publications, id, stop);
        return found is null || await publications.ExistsAsync(found.Id, "manifest.json", stop) ? (found, problem) : (null, AddressedPublication.Unknown());
    }

    /// <param name="get">Gets a document by its ETag, or makes it; null: it cannot be made now. Without it each is made anew.</param>
    async Task<IResult> ShowAsync(
        HttpRequest request, string id, Document document, CancellationToken stop, Func<string, Func<Stream, Task>, Task<Stream?>>? get = null)
    {
        var (found, problem) = await FindAsync(id, stop);
        if (found is null)
            return problem!;
        var etag = $"\"{found.Id}-{document.Question}-{_build}\"";
        if (Representation.Matches(request, etag))
            return AddressedPublication.Unchanged(etag, AddressedPublication.Revalidate);
        get ??= async (_, make) => await MadeFile.OfAsync(make);
        if (await get(etag, MakeAsync) is not { } file)
            return Busy();
        var name = document.Ending is null ? null : $"{found.Id}.{document.Ending}";
        return new WithHeaders(Results.Stream(file, document.ContentType, name),
            ("ETag", etag), ("Cache-Control", AddressedPublication.Revalidate));

        async Task MakeAsync(Stream to) => await document.Make(await publications.ReadAsync(found.Id, stop), to);
    }

    static WithHeaders Busy() => new(Problems.Of(StatusCodes.Status503ServiceUnavailable, "Busy",
        "Too many pages are asked for at once. Ask again in a minute.", "同时请求的页面过多，请一分钟后再试。"), ("Retry-After", "60"));
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
