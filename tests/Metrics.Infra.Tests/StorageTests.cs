using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Metrics.Pipeline.Account;
using Microsoft.Extensions.Configuration;

namespace Metrics.Infra.Tests;

/// <summary>What Bicep makes in the data account is what the app looks for.</summary>
public sealed class StorageTests
{
    // A local account, of which only the names are asked.
    static readonly DataAccount Account = new(new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("Data", (string?)"UseDevelopmentStorage=true")]).Build().GetSection("Data"));

    [Fact]
    public async Task The_containers_are_those_of_the_app()
    {
        var made = (await Snapshot.OfAsync("production.bicepparam")).NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers");
        Assert.Equal(Clients<BlobContainerClient>().Select(c => c.Name).Append("deployments").Order(), made.Order());
    }

    [Fact]
    public async Task The_tables_are_those_of_the_app()
    {
        var made = (await Snapshot.OfAsync("production.bicepparam")).NamesOf("Microsoft.Storage/storageAccounts/tableServices/tables");
        Assert.Equal(Clients<TableClient>().Select(t => t.Name).Order(), made.Order());
    }

    [Fact]
    public async Task The_queues_are_those_of_the_app()
    {
        var made = (await Snapshot.OfAsync("production.bicepparam")).NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues");
        Assert.Equal(Clients<QueueClient>().Select(q => q.Name), made.Order());
    }

    [Fact]
    public async Task Partial_results_go_after_seven_days()
    {
        var policy = Assert.Single((await Snapshot.OfAsync("test.bicepparam")).Of("Microsoft.Storage/storageAccounts/managementPolicies"));
        var rule = policy["properties"]!["policy"]!["rules"]!.AsArray().Single(r => (string?)r!["name"] == "partials-by-age")!;
        Assert.Equal("partials/", (string?)rule["definition"]!["filters"]!["prefixMatch"]![0]);
        Assert.Equal(7, (int?)rule["definition"]!["actions"]!["baseBlob"]!["delete"]!["daysAfterModificationGreaterThan"]);
    }

    [Theory, InlineData("production.bicepparam", 60), InlineData("test.bicepparam", 30)]
    public async Task Evidence_goes_after_its_days(string parameters, int days)
    {
        var policy = Assert.Single((await Snapshot.OfAsync(parameters)).Of("Microsoft.Storage/storageAccounts/managementPolicies"));
        var rule = policy["properties"]!["policy"]!["rules"]!.AsArray().Single(r => (string?)r!["name"] == "evidence-by-age")!;
        Assert.Equal("evidence/", (string?)rule["definition"]!["filters"]!["prefixMatch"]![0]);
        Assert.Equal(days, (int?)rule["definition"]!["actions"]!["baseBlob"]!["delete"]!["daysAfterModificationGreaterThan"]);
    }

    [Fact]
    public async Task A_reader_of_evidence_reads_that_container_and_nothing_else()
    {
        var given = (await Snapshot.OfAsync("production.bicepparam")).Of("Microsoft.Authorization/roleAssignments")
            .Where(r => (string?)r["properties"]!["principalId"] == "00000000-0000-0000-0000-000000000002");
        var role = Assert.Single(given);
        Assert.EndsWith("/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", (string?)role["properties"]!["roleDefinitionId"], StringComparison.Ordinal);
        Assert.Contains("/containers/evidence", role["scope"]?.ToString() ?? role["id"]!.ToString(), StringComparison.Ordinal);
    }

    static IEnumerable<T> Clients<T>() =>
        typeof(DataAccount).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType == typeof(T)).Select(p => (T)p.GetValue(Account)!);
}
