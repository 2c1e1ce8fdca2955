using Azure.Data.Tables;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>Damaged rows of the tables: never other numbers, and a way back.</summary>
public sealed class DamagedRowTests(TestStorage storage)
{
    static readonly LogName _log = new("one_window", "good.csv");

    [Theory]
    [InlineData(nameof(LedgerRow.Sha256)), InlineData(nameof(LedgerRow.Part)), InlineData(nameof(LedgerRow.Rejected)), InlineData(nameof(LedgerRow.State))]
    [InlineData(nameof(LedgerRow.Source)), InlineData(nameof(LedgerRow.Checksum))]
    public async Task A_log_whose_row_is_damaged_is_taken_in_again_by_the_next_run(string property)
    {
        await using var host = await StartAsync();
        var expected = (await host.RunAsync())["publication"]!.ToString();
        await ChangeAsync(host.Account.Ledger, LedgerTable.Partition, _log.Key, property);
        Assert.True((await host.Get<LedgerTable>().FindAsync(_log, Stop))!.IsDamaged);
        var run = await host.RunAsync();
        Assert.Equal(("partial", expected), (run["state"]!.ToString(), run["publication"]!.ToString()));
        Assert.Contains($"{_log.Path}: its row of the ledger was damaged", run.ToJsonString(), StringComparison.Ordinal);
        Assert.False((await host.Get<LedgerTable>().FindAsync(_log, Stop))!.IsDamaged);
    }

    [Fact]
    public async Task A_damaged_row_whose_log_has_left_the_inbox_fails_the_run_by_name_and_a_push_heals_it()
    {
        await using var host = await StartAsync();
        var expected = (await host.RunAsync())["publication"]!.ToString();
        await host.Account.Inbox.GetBlobClient(_log.Path).DeleteAsync(cancellationToken: Stop);
        await ChangeAsync(host.Account.Ledger, LedgerTable.Partition, _log.Key, nameof(LedgerRow.Part));
        var failed = await host.RunAsync();
        Assert.Equal("failed", failed["state"]!.ToString());
        Assert.StartsWith($"Ledger/{_log.Key} is damaged: the row of {_log.Path}. Push that log again", failed["error"]!.ToString(), StringComparison.Ordinal);
        using var body = new ByteArrayContent(Logs.Good);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await host.Client.PostAsync($"/api/logs/{_log.Path}", body, Stop)).StatusCode);
        Assert.Equal(expected, (await host.RunAsync())["publication"]!.ToString());
    }

    [Fact]
    public async Task A_run_whose_row_is_damaged_publishes_nothing_and_says_so()
    {
        var account = storage.NewAccount();
        await using (var host = await TestHost.StartAsync(account))
            await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        using var steps = new StepsByHand(account);
        var run = await steps.AskAsync();
        await ChangeAsync(steps.Get<DataAccount>().Runs, RunTable.Partition, run.RowKey, nameof(RunRow.AsOf));
        await steps.GoOnAsync();
        var failed = await steps.FindAsync(run);
        Assert.Equal((RunState.Failed, ""), (failed.StateValue, failed.Publication));
        Assert.Equal($"Runs/{run.RowKey} is damaged. Ask for another run.", failed.Error);
    }

    /// <summary>Flips a bit of a property's first character, or writes one where there is none.</summary>
    static async Task ChangeAsync(TableClient table, string partition, string key, string property)
    {
        TableEntity row = await table.GetEntityAsync<TableEntity>(partition, key, cancellationToken: Stop);
        var text = row.GetString(property);
        row[property] = text.Length == 0 ? "x" : (char)(text[0] ^ 1) + text[1..];
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Stop);
    }

    async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await host.DropAsync(_log.Path, Logs.Good);
        return host;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
