using System.Text.Json;

namespace Metrics.Infra.Tests;

public sealed class BicepBuildTests
{
    public static TheoryData<string> ParameterFiles => [.. Repository.InfraFiles(".bicepparam")];

    [Fact]
    public async Task Each_template_builds_without_a_warning()
    {
        using var output = new TemporaryFolder();
        AssertSilent(await Bicep.RunAsync(Repository.Infra, ["build", "--pattern", "**/*.bicep", "--outdir", output.Name]));
        Assert.Equal(Repository.InfraFiles(".bicep").Count(), Directory.GetFiles(output.Name, "*.json", SearchOption.AllDirectories).Length);
    }

    [Theory, MemberData(nameof(ParameterFiles))]
    public async Task Each_parameter_file_builds_without_a_warning(string file) =>
        AssertSilent(await Bicep.RunAsync(Repository.Infra, ["build-params", file, "--stdout"]) with { Output = "" });

    [Theory, InlineData("**/*.bicep"), InlineData("**/*.bicepparam")]
    public async Task The_linter_finds_nothing(string pattern) =>
        AssertSilent(await Bicep.RunAsync(Repository.Infra, ["lint", "--pattern", pattern]));

    [Theory, InlineData(".bicep"), InlineData(".bicepparam")]
    public async Task Each_file_is_formatted(string ending)
    {
        using var folder = TemporaryFolder.WithInfra();
        AssertSilent(await Bicep.RunAsync(folder.Name, ["format", "--pattern", "**/*" + ending]));
        Assert.All(Repository.InfraFiles(ending), file =>
            Assert.Equal(File.ReadAllText(Path.Combine(folder.Name, file)), Repository.Read("infra", "bicep", file)));
    }

    [Fact]
    public void Every_rule_is_an_error_but_the_one_that_goes_by_the_clock()
    {
        var config = JsonDocument.Parse(Repository.Read("infra", "bicep", "bicepconfig.json"),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var rules = config.RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject()
            .ToLookup(rule => rule.Value.GetProperty("level").GetString(), rule => rule.Name);
        Assert.Equal(["use-recent-api-versions"], rules["off"]);
        Assert.Equal(["error", "off"], rules.Select(r => r.Key).Order(StringComparer.Ordinal));
        Assert.True(rules["error"].Count() > 50);
    }

    [Fact]
    public async Task The_linter_refuses_what_the_rules_forbid()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Infra, "bicepconfig.json"), Path.Combine(folder.Name, "bicepconfig.json"));
        await File.WriteAllTextAsync(Path.Combine(folder.Name, "bad.bicep"), """
            param unused object
            output fixed string = 'https://management.azure.com'
            """, TestContext.Current.CancellationToken);
        var answer = await Bicep.RunAsync(folder.Name, ["lint", "bad.bicep"]);
        Assert.Equal(1, answer.ExitCode);
        Assert.All(["no-unused-params", "use-description-params", "use-user-defined-types", "no-hardcoded-env-urls", "use-description-outputs"],
            rule => Assert.Contains($"Error {rule}:", answer.Errors, StringComparison.Ordinal));
    }

    // A warning leaves the exit code at 0.
    static void AssertSilent(Bicep.Answer answer) =>
        Assert.Equal((0, "", ""), (answer.ExitCode, answer.Output, answer.Errors));
}
