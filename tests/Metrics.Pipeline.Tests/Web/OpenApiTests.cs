using System.Net;
using System.Security.Cryptography;
using System.Text;
using Metrics.Local;
using Metrics.Pipeline.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>The description of the doors (contract 11) is what they are and what they answer.</summary>
public sealed class OpenApiTests(TestStorage storage)
{
    const string Case = "33010619092900000001";

    [Fact]
    public async Task The_description_is_for_anyone_has_no_fault_and_is_asked_for_once()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        host.Client.DefaultRequestHeaders.Remove("x-functions-key");
        var answer = await host.Client.GetAsync("/api/openapi.json", Stop);
        var (document, diagnostic) = OpenApiDocument.Parse(await answer.Content.ReadAsStringAsync(Stop), "json");
        Assert.Empty(diagnostic!.Errors.Concat(diagnostic.Warnings).Select(e => $"{e.Pointer}: {e.Message}"));
        Assert.Equal((OpenApiSpecVersion.OpenApi3_1, WebDoors.All.Count), (diagnostic.SpecificationVersion, document!.Paths.Sum(p => p.Value.Operations!.Count)));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/openapi.json");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await host.Client.SendAsync(again, Stop)).StatusCode);
    }

    [Fact]
    public async Task Each_function_that_answers_HTTP_is_described_with_its_method_route_and_key_and_nothing_else_is()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var described = (await DoorDescription.AskAsync(host)).Operations
            .Select(o => $"{o.Operation["operationId"]} {o.Method} {o.Path} {(o.Operation["security"]!.AsArray().Count > 0 ? "Function" : "Anonymous")}");
        var served = from door in Door.Find(typeof(LocalApp).Assembly.GetTypes())
                     let http = door.Trigger as HttpTriggerAttribute
                     where http is not null
                     select $"{door.Name} {Assert.Single(http.Methods!)} /{http.Route!.Replace("*", "", StringComparison.Ordinal)} {http.AuthLevel}";
        Assert.Equal(served.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_parameter_and_each_answer_that_is_a_text_has_a_shape()
    {
        var shapeless = from door in WebDoors.All
                        let parameters = door.Parameters.Where(p => p.In != ParameterPlace.Body && p.Shape is null).Select(p => $"takes {p.Name}")
                        let answers = door.Answers.Concat(door.Errors).Where(a => IsText(a.MediaType) && a.Shape is null).Select(a => $"answers {a.Status} {a.MediaType}")
                        from what in parameters.Concat(answers)
                        select $"{door.Name} {what} without a shape: name one of Web/Data/shapes.json in its row of the table of doors.";
        Assert.Empty(shapeless);

        static bool IsText(string? mediaType) =>
            mediaType is not null && (mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.EndsWith("json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_shape_is_used_and_has_an_example_that_fits_it_and_so_do_those_of_the_guide()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var description = await DoorDescription.AskAsync(host);
        Assert.All(description.Schemas, shape =>
        {
            Assert.Contains($"\"#/components/schemas/{shape.Key}\"", description.Text, StringComparison.Ordinal);
            Assert.NotEmpty(shape.Value!["examples"]!.AsArray());
            Assert.All(shape.Value["examples"]!.AsArray(), example => Assert.Null(description.FaultOf(shape.Key, example)));
        });
        foreach (var (heading, shape) in new[] { ("## Receipt", "Receipt"), ("## Reference data", "StoredReference"), ("## Run", "Run"), ("## Summary", "Summary"), ("## Errors", "Problem") })
            Assert.Null(description.FaultOf(shape, FormatsGuideTests.Example(heading)));
        var unheard = FormatsGuideTests.Example("## Receipt");
        unheard["unheard_of"] = 1;
        Assert.Contains("unheard_of", description.FaultOf("Receipt", unheard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_running_doors_answer_is_what_is_described()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(),
            ["OpenData=true", "EvidenceReaders:test=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("test")))]);
        host.Client.DefaultRequestHeaders.Add("x-evidence-key", "test");
        var description = await DoorDescription.AskAsync(host);
        await host.PutExampleAsync(Repository.File("samples/one-case"));
        var earlier = (await host.RunAsync("?as_of=2019-11-30"))["publication"]!.ToString();
        var run = (await host.RunAsync())["id"]!.ToString();
        var catalogue = File.ReadAllText(Repository.File("samples/one-case/catalogue.csv"));
        string[] calls =
        [
            "GetCaseClock GET cases/nobody/clock", "GetCaseClock GET cases/nobody/clock?as_of=never", $"GetCaseClock GET cases/{Case}/clock",
            $"GetChanges GET summaries/current/changes?since={earlier}", "GetChanges GET summaries/current/changes", "GetCurrent GET summaries/current",
            "GetEvidence GET evidence/current/cases", "GetEvidence GET evidence/current/cases?format=csv", "GetEvidence GET evidence/current/cases?net=x",
            "GetOpenApi GET openapi.json",
            "GetOpenCurrent GET open/summaries/current", "GetOpenPageData GET open/summaries/current/page", "GetOpenSummaries GET open/summaries",
            "GetOpenTable GET open/summaries/current/backlog", "GetOpenTable GET open/summaries/current/nothing", "GetPage GET page", "GetPageData GET summaries/current/page", "GetPageData GET summaries/current/page?period=x",
            "GetReceipt GET logs/one_net/2019-10.csv", "GetReceipt GET logs/one_net/2019-10.csv?rejected=xlsx", "GetReceipt GET logs/one_net/none.csv",
            "GetReport GET summaries/current/report?year=2019", "GetReport GET summaries/current/report", $"GetRun GET runs/{run}", "GetRun GET runs/none",
            "GetSummaries GET summaries", "GetTable GET summaries/current/backlog?format=csv", "GetTable GET summaries/current/nothing",
            .. TableNames.Select(name => $"GetTable GET summaries/current/{name}"), "GetWorkbook GET summaries/current/workbook", "Health GET health",
            "PushLog POST logs/-/x", "PushLog POST logs/one_net/refused.csv", $"PushLog POST logs/one_net/taken.csv case_id,event,at,item_code,district\n",
            $"PutReference PUT reference/catalogue.csv {catalogue}", "PutReference PUT reference/catalogue.csv x", "PutReference PUT reference/none x",
            "StartRun POST runs?as_of=2019-12-30", "StartRun POST runs []", "WithdrawLog DELETE logs/one_net/taken.csv", "WithdrawLog DELETE logs/one_net/none.csv",
        ];
        foreach (var call in calls)
        {
            var parts = call.Split(' ', 4);
            using var request = new HttpRequestMessage(new(parts[1]), "/api/" + parts[2]) { Content = new StringContent(parts.ElementAtOrDefault(3) ?? "", Encoding.UTF8) };
            using var answer = await host.Client.SendAsync(request, Stop);
            Assert.True(await description.FaultAsync(parts[0], answer) is null, $"{call}: {await description.FaultAsync(parts[0], answer)}");
        }
        Assert.Equal(WebDoors.All.Select(d => d.Name), calls.Select(c => c.Split(' ')[0]).Distinct());
    }

    static IEnumerable<string> TableNames => [.. TableFile.Keys.Keys, "summary", "names", "manifest"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
