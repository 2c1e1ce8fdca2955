using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

/// <summary>What a person who deploys meets: the parameters of main.bicep and the files that set them.</summary>
public sealed class ParameterTests(CompiledMain main)
{
    JsonObject Parameters => main.Template.Root["parameters"]!.AsObject();

    [Fact]
    public void Each_parameter_says_what_it_means_and_whether_it_is_required() =>
        Assert.All(Parameters, p =>
        {
            var isRequired = p.Value!["defaultValue"] is null && p.Value["nullable"] is null;
            Assert.StartsWith(isRequired ? "Required. " : "Optional. ", (string?)p.Value["metadata"]?["description"], StringComparison.Ordinal);
        });

    [Fact]
    public void Each_number_has_a_range() =>
        Assert.All(Parameters.Where(p => (string?)p.Value!["type"] == "int" && p.Value["allowedValues"] is null), p =>
        {
            Assert.NotNull(p.Value!["minValue"]);
            Assert.NotNull(p.Value["maxValue"]);
        });

    [Fact]
    public void No_parameter_takes_a_secret() =>
        Assert.DoesNotContain(Parameters, p => ((string?)p.Value!["type"])?.StartsWith("secure", StringComparison.OrdinalIgnoreCase) == true);

    [Fact]
    public async Task What_azd_knows_of_the_person_makes_an_operator()
    {
        var operators = Operators(await Snapshot.TakeAsync("main.bicepparam", new Dictionary<string, string>
        {
            ["METRICS_NAME"] = "city",
            ["AZURE_LOCATION"] = "chinanorth3",
            ["AZURE_ENV_NAME"] = "trial",
            ["AZURE_PRINCIPAL_ID"] = "00000000-0000-0000-0000-00000000000a",
        }));
        Assert.Equal(["User"], operators.Select(o => (string?)o["properties"]!["principalType"]).Distinct());
        Assert.Equal(["00000000-0000-0000-0000-00000000000a"], operators.Select(o => (string?)o["properties"]!["principalId"]).Distinct());
        Assert.Equal(5, operators.Count);
    }

    [Fact]
    public async Task Without_a_person_there_is_no_operator() =>
        Assert.Empty(Operators(await Snapshot.OfAsync("main.bicepparam")));

    [Fact]
    public async Task Publications_can_be_made_unchangeable()
    {
        const string immutability = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";
        var policy = Assert.Single((await Snapshot.OfAsync("production.bicepparam")).Of(immutability));
        Assert.EndsWith("/publications/default", (string?)policy["name"], StringComparison.Ordinal);
        Assert.Empty((await Snapshot.OfAsync("test.bicepparam")).Of(immutability));
    }

    [Fact]
    public async Task Each_function_that_is_kept_ready_is_there()
    {
        var app = Assert.Single((await Snapshot.OfAsync("production.bicepparam")).Of("Microsoft.Web/sites"));
        var ready = app["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]!.AsArray().Select(r => r!["name"]!.ToString());
        Assert.Equal(["function:Work", "http"], ready.Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "functions", "Work.cs")));
    }

    static List<JsonObject> Operators(Snapshot snapshot) =>
        [.. snapshot.Of("Microsoft.Authorization/roleAssignments").Where(r => (string?)r["properties"]!["principalType"] != "ServicePrincipal")];
}
