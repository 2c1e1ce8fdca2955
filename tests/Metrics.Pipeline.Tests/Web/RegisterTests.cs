using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Metrics.Pipeline.Tests.Web;

public sealed class RegisterTests(TestStorage storage)
{
    static readonly byte[] _register = Logs.Utf8("""
        类别,编号,收到日期,受理决定,受理日期,结果,办结日期,部门
        行政复议,1,2019-03-01,受理,2019-03-05,维持,2019-05-01,司法局
        行政复议,2,2019-03-02,受理,2019-03-05,,2019-05-02,司法局
        """);

    static readonly byte[] _indicators = Logs.Utf8("""
        { "indicators": [ { "id": "mediated_rate", "kind": "reconsideration", "name": { "zh": "调解率", "en": "Mediated" },
          "definition": { "zh": "调解结案的比例", "en": "mediated / closed" },
          "numerator": { "date": "closed", "outcome": ["mediated"] }, "denominator": { "date": "closed" } } ] }
        """);

    [Fact]
    public async Task A_run_counts_the_register_and_the_citys_own_indicators_and_its_manifest_names_both()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.PutAsync("/api/reference/register.csv", new ByteArrayContent(_register), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.PutAsync("/api/reference/indicators.json", new ByteArrayContent(_indicators), Stop)).StatusCode);
        await host.DropAsync("one_window/good.csv", Logs.Good);
        var id = (await host.RunAsync("?as_of=2019-12-31"))["publication"]!.ToString();

        var manifest = await GetAsync(host, $"{id}/manifest");
        Assert.Equal((HashOf(_register), HashOf(_indicators)), (manifest["register"]!.ToString(), manifest["indicators"]!.ToString()));
        var row = Assert.Single((await GetAsync(host, $"{id}/register?period=2019&department=司法局&indicator=mediated_rate")).AsArray())!;
        Assert.Equal((0, 2), (row["numerator"]!.GetValue<int>(), row["denominator"]!.GetValue<int>()));
        var check = Assert.Single((await GetAsync(host, $"{id}/register_checks?period=2019&department=*&check=reconsiderations_outcomes")).AsArray())!;
        Assert.Equal((2, 1, 0), (check["left"]!.GetValue<int>(), check["right"]!.GetValue<int>(), check["holds"]!.GetValue<int>()));
        Assert.Single((await GetAsync(host, $"{id}/figures?period=2019&figure=mediated_rate")).AsArray());
        Assert.Contains((await GetAsync(host, $"{id}/names"))["figures"]!.AsArray(), figure => figure!["name"]!["zh"]!.ToString() == "调解率");
        Assert.Contains((await GetAsync(host, $"{id}/summary"))["warnings"]!.AsArray(), w => w!["code"]!.ToString() == "register_check");
    }

    static async Task<JsonNode> GetAsync(TestHost host, string path) => (await host.Client.GetFromJsonAsync<JsonNode>("/api/summaries/" + path, Stop))!;

    static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
