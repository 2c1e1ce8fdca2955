using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Metrics.Infra.Tests;

/// <summary>docs/deploy.md: commands alone, and none that speaks of something that is not there.</summary>
public sealed partial class DeployGuideTests(CompiledMain main)
{
    static readonly string Guide = Repository.Read("docs", "deploy.md");
    static readonly string[] Blocks = [.. BashBlock().Matches(Guide).Select(m => m.Groups[1].Value)];

    public static TheoryData<int> BlockNumbers => [.. Enumerable.Range(0, Blocks.Length)];

    [Theory, MemberData(nameof(BlockNumbers))]
    public async Task Each_block_is_a_script_that_a_shell_can_read(int block)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no bash");
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        await bash.StandardInput.WriteAsync(Blocks[block]);
        bash.StandardInput.Close();
        Assert.Equal("", await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, bash.ExitCode);
    }

    [Fact]
    public void No_command_uses_a_storage_key_a_connection_string_or_a_password() =>
        Assert.All(Blocks, block => Assert.DoesNotMatch(KeyArgument(), block));

    [Fact]
    public void Each_storage_command_goes_by_the_signed_in_person() =>
        Assert.All(StorageCommand().Matches(Guide), command => Assert.Contains("--auth-mode login", command.Value, StringComparison.Ordinal));

    [Fact]
    public void Each_output_that_is_read_is_written() =>
        Assert.Subset(Names("outputs"), Read(OutputRead()));

    [Fact]
    public void Each_variable_that_is_named_is_read_by_the_parameter_file() =>
        Assert.Subset(
            ReadVariable().Matches(Repository.Read("infra", "bicep", "main.bicepparam")).Select(m => m.Groups[1].Value).ToHashSet(),
            Read(NamedVariable()));

    [Fact]
    public void Each_parameter_that_is_named_is_there() =>
        Assert.Subset(
            Names("parameters").Concat(main.Template.Root["definitions"]!["pulledSource"]!["properties"]!.AsObject().Select(p => p.Key)).ToHashSet(),
            NamedParameter().Matches(Guide).Select(m => m.Groups[1].Value).ToHashSet());

    [Fact]
    public void The_pipeline_may_assign_the_roles_of_the_templates_and_no_other() =>
        Assert.Equal(
            Guid().Matches(Repository.Read("infra", "bicep", "modules", "role.bicep")).Select(m => m.Value).Order(StringComparer.Ordinal),
            Guid().Matches(Guide).Select(m => m.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_pipeline_gives_roles_to_those_that_the_condition_names_and_never_to_itself()
    {
        var block = Assert.Single(Blocks, b => b.Contains("Role Based Access Control Administrator", StringComparison.Ordinal));
        Assert.Contains("$2[Microsoft.Authorization/roleAssignments:PrincipalId] ForAnyOfAnyValues:GuidEquals {$people}", block, StringComparison.Ordinal);
        Assert.Contains("--condition \"$(may write @Request) AND $(may delete @Resource)\"", block, StringComparison.Ordinal);
        var people = Assert.Single(block.Split("\npeople=")[1..]).Split("may()")[0];
        Assert.Contains("az functionapp identity show", people, StringComparison.Ordinal);
        Assert.DoesNotContain("$(identity ", people, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pipeline_signs_in_from_one_environment_and_one_branch()
    {
        var block = Assert.Single(Blocks, b => b.Contains("federated-credential create", StringComparison.Ordinal));
        Assert.Equal(["repo:$REPOSITORY:environment:$STAGE:ref:refs/heads/main"], Subject().Matches(block).Select(m => m.Groups[1].Value));
        Assert.Equal(["repo", "context", "ref"], ClaimKey().Matches(block).Select(m => m.Groups[1].Value));
        Assert.Contains("\"custom_branch_policies\": true", block, StringComparison.Ordinal);
        Assert.Contains("environments/$STAGE/deployment-branch-policies\" --silent --field name=main", block, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_are_handed_out_are_of_single_functions_that_are_there()
    {
        Assert.All(Blocks, block => Assert.DoesNotMatch(HostKeyMade(), block));
        var functions = FunctionsOfKeys().Matches(Guide).SelectMany(m => m.Groups[1].Value.Split(' ')).Distinct().ToList();
        Assert.Equal(["GetCurrent", "GetTable"], functions.Order(StringComparer.Ordinal));
        Assert.All(functions, function => Assert.Contains($"[Function(nameof({function}))]", Repository.Read("functions", function + ".cs"), StringComparison.Ordinal));
    }

    HashSet<string> Names(string section) => [.. main.Template.Root[section]!.AsObject().Select(p => p.Key)];

    static HashSet<string> Read(Regex names)
    {
        HashSet<string> found = [.. Blocks.SelectMany(block => names.Matches(block)).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(found);
        return found;
    }

    [GeneratedRegex(@"^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BashBlock();

    [GeneratedRegex(@"--account-key|--connection-string|--sas-token|--password|account keys|listKeys|portal\.azure", RegexOptions.IgnoreCase)]
    private static partial Regex KeyArgument();

    [GeneratedRegex("--subject \"([^\"]+)\"")]
    private static partial Regex Subject();

    [GeneratedRegex(@"include_claim_keys\[\]=(\w+)")]
    private static partial Regex ClaimKey();

    [GeneratedRegex("az functionapp keys (set|delete)|--key-type")]
    private static partial Regex HostKeyMade();

    [GeneratedRegex(@"for function in ([A-Za-z ]+);")]
    private static partial Regex FunctionsOfKeys();

    [GeneratedRegex(@"az storage blob [^\n]*")]
    private static partial Regex StorageCommand();

    [GeneratedRegex(@"\$\(output (\w+)\)")]
    private static partial Regex OutputRead();

    [GeneratedRegex(@"\b(METRICS_[A-Z_]+|AZURE_PRINCIPAL_ID|AZURE_LOCATION)=")]
    private static partial Regex NamedVariable();

    // In running text only parameters are written like this: a small letter first, a capital inside, no dot or blank.
    [GeneratedRegex(@"`([a-z]+[A-Z][A-Za-z]+)`")]
    private static partial Regex NamedParameter();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex ReadVariable();

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guid();
}
