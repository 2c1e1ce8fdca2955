using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>A store that an earlier program left: rows that name no definitions, parts of an earlier format.</summary>
public sealed class EarlierDefinitionsTests(TestStorage storage)
{
    [Fact]
    public async Task A_log_that_still_lies_in_the_inbox_is_read_again_once_with_a_new_receipt()
    {
        await using var host = await StartAsync();
        await host.DropAsync("one_window/mixed.csv", Logs.Mixed);
        var expected = (await host.RunAsync())["publication"]!.ToString();
        var receipt = await ReceiptAsync(host);
        await MakeEarlierAsync(host);

        var run = await host.RunAsync();
        Assert.Equal(("succeeded", 1, expected), (run["state"]!.ToString(), Count(run, "new_files"), run["publication"]!.ToString()));
        Assert.Empty(run["notes"]!.AsArray());
        Assert.Equal(receipt.ToJsonString(), (await ReceiptAsync(host)).ToJsonString());
        Assert.Equal(4, (await QuarantineAsync(host)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(0, Count(await host.RunAsync(), "new_files"));
    }

    [Fact]
    public async Task A_log_that_is_gone_from_the_inbox_counts_by_its_columns_and_the_note_names_it()
    {
        await using var host = await StartAsync();
        await host.DropAsync("one_window/good.csv", Logs.Good);
        var part = await File.ReadAllBytesAsync(Repository.File("tests/Metrics.Pipeline.Tests/Store/parts/format-2.parquet"), Stop);
        await host.Account.Events.UploadBlobAsync("earlier.parquet", BinaryData.FromBytes(part), Stop);
        var log = new LogName("one_net", "a.csv");
        await host.Account.Ledger.AddEntityAsync(new TableEntity(LedgerTable.Partition, log.Key)
        {
            ["Source"] = log.Source,
            ["Name"] = log.Name,
            ["State"] = "Taken",
            ["InboxETag"] = "\"gone\"",
            ["Sha256"] = new string('a', 64),
            ["Bytes"] = 100L,
            ["Lines"] = 35L,
            ["Events"] = 30L,
            ["Rejected"] = "0,0,0,0,0,5,0,0,0,0,0,0,0",
            ["Part"] = "earlier.parquet",
            ["PartFile"] = 0,
        }, Stop);

        var run = await host.RunAsync();
        Assert.Equal(("succeeded", 2, 1, 41), (run["state"]!.ToString(), Count(run, "files"), Count(run, "new_files"), Count(run, "lines")));
        var note = Assert.Single(run["notes"]!.AsArray())!.ToString();
        Assert.StartsWith("1 logs were read under earlier definitions", note, StringComparison.Ordinal);
        Assert.EndsWith("one_net/a.csv", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_bytes_pushed_again_are_read_under_the_new_definitions()
    {
        await using var host = await StartAsync();
        await PushAsync();
        await MakeEarlierAsync(host);
        Assert.Equal(2, (int)(await PushAsync())["definitions"]!);
        await foreach (var row in host.Get<LedgerTable>().ListAsync(Stop))
            Assert.Equal(2, row.Definitions);

        async Task<JsonNode> PushAsync() => (await (await host.Client.PostAsync("/api/logs/one_window/mixed.csv", new ByteArrayContent(Logs.Mixed), Stop))
            .Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    /// <summary>Turns rows, receipts and rejected lines into those of a program that knew no definitions, and that rejected every line.</summary>
    static async Task MakeEarlierAsync(TestHost host)
    {
        await foreach (var row in host.Account.Ledger.QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            row.Remove("Definitions");
            row.Remove("Checksum");
            await host.Account.Ledger.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Stop);
        }
        await foreach (var blob in host.Account.Receipts.GetBlobsAsync(cancellationToken: Stop))
        {
            var receipt = JsonNode.Parse((await host.Account.Receipts.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content)!;
            receipt.AsObject().Remove("definitions");
            receipt["accepted"] = 0;
            await host.Account.Receipts.GetBlobClient(blob.Name).UploadAsync(BinaryData.FromBytes(StoredJson.Bytes(receipt)), overwrite: true, Stop);
        }
        await foreach (var blob in host.Account.Quarantine.GetBlobsAsync(cancellationToken: Stop))
            await host.Account.Quarantine.GetBlobClient(blob.Name).UploadAsync(BinaryData.FromString("{}\n"), overwrite: true, Stop);
    }

    static async Task<JsonNode> ReceiptAsync(TestHost host) =>
        (await host.Client.GetFromJsonAsync<JsonNode>("/api/logs/one_window/mixed.csv", Stop))!;

    static async Task<string> QuarantineAsync(TestHost host)
    {
        var text = "";
        await foreach (var blob in host.Account.Quarantine.GetBlobsAsync(cancellationToken: Stop))
            text += (await host.Account.Quarantine.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content;
        return text;
    }

    static int Count(JsonNode run, string name) => run["counts"]![name]!.GetValue<int>();

    async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        return host;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
