using System.Net;
using System.Net.Http.Headers;
using Metrics.Documents.Published;
using Metrics.Documents.Reports;
using Metrics.Documents.Workbooks;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>Documents that are made of a publication when they are asked for.</summary>
public sealed class DocumentTests(TestStorage storage)
{
    [Fact]
    public async Task The_workbook_of_the_current_publication_is_that_of_its_id_and_of_its_files()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.Example(1));
        var id = (await host.RunAsync())["publication"]!.ToString();
        var files = await host.PublicationAsync(id);
        var reader = await PublicationReader.OpenAsync((name, _) => Task.FromResult<Stream?>(new MemoryStream(files[name])), Stop);
        using var expected = new MemoryStream();
        await Workbook.WriteAsync(reader, expected, Stop);
        foreach (var publication in (string[])[id, "current"])
        {
            var answer = await host.Client.GetAsync($"/api/summaries/{publication}/workbook", Stop);
            Assert.Equal(expected.ToArray(), await answer.Content.ReadAsByteArrayAsync(Stop));
            Assert.Equal($"{id}.xlsx", answer.Content.Headers.ContentDisposition!.FileName);
            using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/summaries/{publication}/workbook");
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await host.Client.SendAsync(again, Stop)).StatusCode);
        }
    }

    [Theory, InlineData("current"), InlineData("2020-05-14-000000000000"), InlineData("2020")]
    public async Task A_publication_that_is_not_there_has_no_workbook(string id)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/summaries/{id}/workbook");
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task The_report_is_made_in_the_city_s_own_template_once_there_is_one()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutExampleAsync(Repository.Example(1));
        var id = (await host.RunAsync())["publication"]!.ToString();
        var own = ReportTemplate.Shipped(ReportLanguage.En);
        foreach (var template in (byte[][])[ReportTemplate.Shipped(ReportLanguage.Zh), own])
        {
            if (template == own)
                Assert.Equal(HttpStatusCode.OK, (await host.Client.PutAsync("/api/reference/report.docx", new ByteArrayContent(own), Stop)).StatusCode);
            var files = await host.PublicationAsync(id);
            var reader = await PublicationReader.OpenAsync((name, _) => Task.FromResult<Stream?>(new MemoryStream(files[name])), Stop);
            var expected = await Report.MakeAsync(reader, new(2019, ReportLanguage.Zh, template, CellTags.Shipped), Stop);
            var answer = await host.Client.GetAsync("/api/summaries/current/report?year=2019", Stop);
            Assert.Equal(expected, await answer.Content.ReadAsByteArrayAsync(Stop));
            Assert.Equal($"{id}.docx", answer.Content.Headers.ContentDisposition!.FileName);
        }
    }

    [Theory, InlineData(""), InlineData("?year=19"), InlineData("?year=2019&language=fr")]
    public async Task A_report_has_a_year_and_one_of_two_languages(string query)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.GetAsync("/api/summaries/current/report" + query, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_template_whose_controls_name_nothing_is_refused_by_their_tags()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var office = await File.ReadAllBytesAsync(Repository.File("tests/Metrics.Documents.Tests/Reports/Templates/office.docx"), Stop);
        var answer = await host.Client.PutAsync("/api/reference/report.docx", new ByteArrayContent(office), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("own_overdue, unheard_of", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await host.Client.PutAsync("/api/reference/report.docx", new ByteArrayContent([1, 2]), Stop)).StatusCode);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
