using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Metrics.Infra.Tests;

/// <summary>The GitHub workflows and azure.yaml against the templates that they deploy.</summary>
public sealed partial class PipelineTests(CompiledMain main)
{
    static readonly string Deploy = Repository.Read(".github", "workflows", "deploy.yml");

    public static TheoryData<string> Workflows =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows")).Select(Path.GetFileName).OfType<string>()];

    [Theory, MemberData(nameof(Workflows))]
    public void No_workflow_uses_a_stored_secret(string file) =>
        Assert.DoesNotContain("secrets.", Repository.Read(".github", "workflows", file), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Workflows))]
    public void Each_action_is_pinned_by_commit(string file) =>
        Assert.All(ForeignActions().Matches(Repository.Read(".github", "workflows", file)), use =>
            Assert.Matches("^[^@]+@[0-9a-f]{40} # v[0-9.]+$", use.Groups[1].Value));

    [Fact]
    public void Deployment_signs_in_with_a_federated_credential()
    {
        Assert.Contains("id-token: write", Deploy, StringComparison.Ordinal);
        Assert.DoesNotContain("client-secret", Deploy, StringComparison.Ordinal);
        Assert.DoesNotContain("creds:", Deploy, StringComparison.Ordinal);
    }

    [Fact]
    public void Deployment_uses_the_compiler_that_the_tests_use()
    {
        var pinned = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("BicepVersion").Single().Value;
        Assert.Contains($"az bicep install --version v{pinned}", Deploy, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_output_that_deployment_reads_is_written()
    {
        var read = OutputReads().Matches(Deploy).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(read);
        Assert.Subset(main.Template.Root["outputs"]!.AsObject().Select(o => o.Key).ToHashSet(), read.ToHashSet());
    }

    [Fact]
    public void Each_stage_has_its_parameter_file()
    {
        var stages = Stages().Match(Deploy).Groups[1].Value.Split(", ");
        Assert.Equal(["production", "test"], stages.Order(StringComparer.Ordinal));
        Assert.All(stages, stage => Assert.True(File.Exists(Path.Combine(Repository.Infra, stage + ".bicepparam"))));
    }

    [Fact]
    public void The_package_resolves_from_the_lock_file_whoever_publishes_it()
    {
        var project = XDocument.Parse(Repository.Read("functions", "Metrics.Functions.csproj")).Descendants("RestoreLockedMode").Single();
        Assert.Equal(("'$(_IsPublishing)' == 'true'", "true"), (project.Attribute("Condition")!.Value, project.Value));
        Assert.All((string[])[Repository.Read("test"), Repository.Read("docs", "deploy.md")], text =>
            Assert.Matches(@"dotnet restore functions/Metrics\.Functions\.csproj --locked-mode[^\n]*\ndotnet publish [^\n]*--no-restore", text));
        Assert.Contains("artifacts/functions.zip", Deploy, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet publish", Deploy, StringComparison.Ordinal);
    }

    [Fact]
    public void Azd_finds_the_template_the_project_and_the_app()
    {
        var azure = Repository.Read("azure.yaml");
        var path = YamlPath().Match(azure).Groups[1].Value;
        var project = YamlProject().Match(azure).Groups[1].Value;
        Assert.True(File.Exists(Path.Combine(Repository.Root, path, "main.bicepparam")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Repository.Root, project), "*.csproj"));
        var app = Assert.Single(main.Template.Made("Microsoft.Web/sites"));
        Assert.Contains("'azd-service-name', 'functions'", app["tags"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("  functions:\n", azure, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"uses: ([^.\s].*)$", RegexOptions.Multiline)]
    private static partial Regex ForeignActions();

    [GeneratedRegex(@"\$\(output (\w+)\)")]
    private static partial Regex OutputReads();

    [GeneratedRegex(@"options: \[([^\]]+)\]")]
    private static partial Regex Stages();

    [GeneratedRegex(@"  path: (\S+)")]
    private static partial Regex YamlPath();

    [GeneratedRegex(@"  project: (\S+)")]
    private static partial Regex YamlProject();
}
