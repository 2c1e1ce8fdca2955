using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrics.Pipeline;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Sources;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Metrics.Infra.Tests;

/// <summary>The settings that Bicep writes are the settings that the app reads, no more and no less.</summary>
public sealed partial class SettingsTests(CompiledMain main)
{
    /// <summary>What the Functions host reads, and Azure.Identity the last: not options of the app.</summary>
    static readonly string[] Platform =
    [
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
        "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "AZURE_AUTHORITY_HOST",
    ];

    /// <summary>The connection, as <see cref="DataAccount"/> and the queue triggers read it.</summary>
    static readonly string[] Connection = ["blobServiceUri", "queueServiceUri", "tableServiceUri", "tableAudience", "credential", "clientId"];

    /// <summary>Settings of other plans, which Flex Consumption refuses or has no use for.</summary>
    static readonly string[] NotOnFlex =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_PROCESS_COUNT",
        "FUNCTIONS_MAX_HTTP_CONCURRENCY", "SCM_DO_BUILD_DURING_DEPLOYMENT", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_TIME_ZONE",
    ];

    static readonly object[] Options = [new RunOptions(), new StoreOptions(), new IngestOptions(), new SourceOptions(), new WebOptions()];

    public static TheoryData<string> ParameterFiles => [.. Repository.InfraFiles(".bicepparam")];

    [Theory, MemberData(nameof(ParameterFiles))]
    public async Task The_settings_are_the_options_and_the_platforms_own(string parameterFile)
    {
        var settings = (await Snapshot.OfAsync(parameterFile)).Settings;
        var sources = settings.Keys.Count(name => name.EndsWith("__Source", StringComparison.Ordinal));
        string[] expected =
        [
            .. Platform,
            .. Connection.Select(name => $"{DataAccount.Connection}__{name}"),
            .. NamedByTriggers(),
            .. Options.SelectMany(o => Names(o.GetType())).Where(name => name != nameof(SourceOptions.Sources)),
            .. Enumerable.Range(0, sources).SelectMany(i => Names(typeof(PulledSource)).Select(name => $"Sources__{i}__{name}")),
        ];
        Assert.Equal(expected.Except(WithoutCredential(settings)).Order(StringComparer.Ordinal), settings.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(ParameterFiles))]
    public async Task The_app_starts_with_the_settings(string parameterFile)
    {
        using var app = Start(Known((await Snapshot.OfAsync(parameterFile)).Settings));
        Assert.Equal(new WebOptions().PushLimitBytes, Value<WebOptions>().PushLimitBytes);
        Assert.Equal(parameterFile == "production.bicepparam" ? 3 : 0, Value<SourceOptions>().Sources.Count);
        Assert.Equal(parameterFile == "test.bicepparam" ? new DateOnly(2019, 12, 31) : null, Value<RunOptions>().AsOf);

        T Value<T>()
            where T : class => app.GetRequiredService<IOptions<T>>().Value;
    }

    [Fact]
    public void The_app_starts_with_the_sample_of_local_settings_with_and_without_its_examples()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")));
        var (values, examples) = (Section("Values"), Section("Examples"));
        using var without = Start(new(values));
        Assert.Empty(without.GetRequiredService<IOptions<SourceOptions>>().Value.Sources);
        Assert.Empty(without.GetRequiredService<IOptions<EvidenceReaderOptions>>().Value.EvidenceReaders);

        using var with = Start(new(values.Concat(examples)));
        Assert.Equal("tax_office", Assert.Single(with.GetRequiredService<IOptions<SourceOptions>>().Value.Sources).Source);
        var hash = Convert.ToHexStringLower(SHA256.HashData("example-key"u8));
        Assert.Equal([new("audit", hash)], with.GetRequiredService<IOptions<EvidenceReaderOptions>>().Value.EvidenceReaders);

        Dictionary<string, string> Section(string name) =>
            sample.RootElement.GetProperty(name).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }

    [Theory, InlineData("PushLimitBytes", "0"), InlineData("StaleAfter", "00:00:01"), InlineData("Sources__0__Timeout", "01:00:00"),
     InlineData("Sources__0__Source", "a b"), InlineData("Sources__0__Name", "../../reference/catalogue.csv"), InlineData("Sources__0__Name", "a/./{date}.csv"),
     InlineData("Sources__0__Name", "/{date}.csv"), InlineData("Sources__0__Name", "%2e%2e/{date}.csv"), InlineData("Sources__0__Url", "http://one-net.example/logs/{date}"),
     InlineData("Sources__0__Name", "same.csv"), InlineData("Sources__0__Name", "{day}.csv"), InlineData("Sources__0__Url", "https://one-net.example/{from}/{date}"),
     InlineData("Sources__0__Url", "https://one-net.example/{from}"), InlineData("Sources__0__Url", "https://one-net.example/{date}/{page}"),
     InlineData("Sources__0__Pages", "Number"), InlineData("Sources__0__Pages", "Cursor"), InlineData("Sources__0__Pages", "7"), InlineData("Sources__0__Rows", "data"),
     InlineData("Sources__2__Cursor", ""), InlineData("Sources__0__OverlapDays", "-1"), InlineData("Sources__0__Since", "tomorrow"),
     InlineData("Sources__0__Url", "https://"), InlineData("Sources__0__Url", "file:///etc/hostname"), InlineData("AsOf", "yesterday"), InlineData("Data__queueServiceUri", "")]
    public async Task The_app_does_not_start_with_a_wrong_setting(string name, string value)
    {
        var settings = Known((await Snapshot.OfAsync("production.bicepparam")).Settings);
        Assert.True(settings.ContainsKey(name));
        settings[name] = value;
        Assert.ThrowsAny<Exception>(() => Start(settings));
    }

    [Fact]
    public void Defaults_and_ranges_in_Bicep_are_those_of_the_options()
    {
        var parameters = main.Template.Root["parameters"]!;
        Assert.All(OfType<long>(), option =>
        {
            var parameter = parameters[JsonName(option.Name)]!;
            var range = option.GetCustomAttribute<RangeAttribute>()!;
            Assert.Equal(Default(option), (long)parameter["defaultValue"]!);
            Assert.Equal(Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture), (long)parameter["minValue"]!);
            Assert.Equal(Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture), (long)parameter["maxValue"]!);
        });
        Assert.All(OfType<TimeSpan>(), option =>
            Assert.Equal(Default(option), TimeSpan.Parse((string)parameters[JsonName(option.Name)]!["defaultValue"]!, CultureInfo.InvariantCulture)));

        static IEnumerable<PropertyInfo> OfType<T>() => Options.SelectMany(o => o.GetType().GetProperties()).Where(p => p.PropertyType == typeof(T));
        static object? Default(PropertyInfo option) => option.GetValue(Options.Single(o => o.GetType() == option.DeclaringType));
    }

    [Fact]
    public async Task A_credential_is_a_reference_to_the_vault()
    {
        var settings = (await Snapshot.OfAsync("production.bicepparam")).Settings;
        Assert.Equal(
            "[format('@Microsoft.KeyVault(SecretUri=https://{0}{1}/secrets/{2})', 'kv-cityprod-uapmayrm', environment().suffixes.keyvaultDns, 'one-net-authorization')]",
            Regex.Replace(settings["Sources__0__Authorization"], "kv-cityprod-[a-z0-9]{8}", "kv-cityprod-uapmayrm"));
        Assert.DoesNotContain("Sources__1__Authorization", settings.Keys);
    }

    [Theory, MemberData(nameof(ParameterFiles))]
    public async Task No_setting_is_one_that_Flex_Consumption_refuses(string parameterFile) =>
        Assert.Empty((await Snapshot.OfAsync(parameterFile)).Settings.Keys.Intersect(NotOnFlex));

    static IEnumerable<string> Names(Type options) => options.GetProperties().Select(p => p.Name);

    static string JsonName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The one setting of a source that may be missing: a source may need no credential.</summary>
    static IEnumerable<string> WithoutCredential(IReadOnlyDictionary<string, string> settings) =>
        Enumerable.Range(0, settings.Count).Select(i => $"Sources__{i}__{nameof(PulledSource.Authorization)}").Where(name => !settings.ContainsKey(name));

    /// <summary>Settings that a trigger names in percent signs.</summary>
    static IEnumerable<string> NamedByTriggers() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "functions"), "*.cs")
            .SelectMany(file => TriggerSetting().Matches(File.ReadAllText(file))).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>With something in place of what only Azure can tell.</summary>
    static Dictionary<string, string> Known(IReadOnlyDictionary<string, string> settings) =>
        settings.ToDictionary(s => s.Key, s => !s.Value.StartsWith('[') ? s.Value : s.Key.EndsWith("Uri", StringComparison.Ordinal) ? "https://data.example/" : "known");

    static ServiceProvider Start(Dictionary<string, string> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value))).Build();
        var services = new ServiceCollection().AddLogging().AddMetrics(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services;
    }

    [GeneratedRegex("\"%(\\w+)%\"")]
    private static partial Regex TriggerSetting();
}
