using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>Damaged and lost blobs of a host: never other numbers, a failure that names the blob, and a way back.</summary>
public sealed class DamageTests(TestStorage storage)
{
    [Fact]
    public async Task A_flipped_bit_of_a_part_fails_a_run_by_name_and_the_next_run_takes_its_logs_in_again()
    {
        await using var host = await StartAsync();
        var expected = (await host.RunAsync())["publication"]!.ToString();
        var random = new Random(3);
        for (var i = 0; i < 16; i++)
        {
            var part = (await PartsAsync(host)).First();
            await Damage.ChangeAsync(host.Account.Events.GetBlobClient(part), bytes => bytes[random.Next(4, 1_500)] ^= (byte)(1 << random.Next(8)));
            var failed = await host.RunAsync();
            if (failed["state"]!.ToString() == "failed")
                Assert.Contains($"events/{part} is damaged", failed["error"]!.ToString(), StringComparison.Ordinal);
            else
                Assert.Equal(expected, failed["publication"]!.ToString());
            Assert.Equal(expected, (await host.RunAsync())["publication"]!.ToString());
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_part_whose_logs_have_left_the_inbox_is_healed_by_pushing_them_again(bool isLost)
    {
        await using var host = await StartAsync();
        var expected = (await host.RunAsync())["publication"]!.ToString();
        await host.Account.Inbox.GetBlobClient("one_window/good.csv").DeleteAsync(cancellationToken: Stop);
        var part = host.Account.Events.GetBlobClient(Assert.Single(await PartsAsync(host)));
        if (isLost)
            await part.DeleteAsync(cancellationToken: Stop);
        else
            await Damage.ChangeAsync(part, bytes => bytes[40] ^= 1);
        for (var night = 0; night < 2; night++)
        {
            var failed = await host.RunAsync();
            Assert.Equal("failed", failed["state"]!.ToString());
            Assert.Contains($"events/{part.Name} is {(isLost ? "gone" : "damaged")}", failed["error"]!.ToString(), StringComparison.Ordinal);
            Assert.Contains("push again", failed["error"]!.ToString(), StringComparison.Ordinal);
        }
        var pushed = await host.Client.PostAsync("/api/logs/one_window/good.csv", new ByteArrayContent(Logs.Good), Stop);
        Assert.Equal(System.Net.HttpStatusCode.OK, pushed.StatusCode);
        Assert.Equal(expected, (await host.RunAsync())["publication"]!.ToString());
    }

    [Theory]
    [InlineData("fold/all", WorkStep.Merge)]
    [InlineData("merged", WorkStep.Publish)]
    [InlineData("reference.json", WorkStep.Fold)]
    [InlineData("inputs.json", WorkStep.Merge)]
    [InlineData("plan.json", WorkStep.Fold)]
    public async Task A_flipped_bit_of_what_steps_hand_on_fails_the_run_by_name(string name, WorkStep step)
    {
        var account = storage.NewAccount();
        await using (var host = await TestHost.StartAsync(account))
            await PutAsync(host.Account);
        using var steps = new StepsByHand(account);
        var random = new Random(4);
        for (var i = 0; i < 6; i++)
        {
            var run = await steps.AskAsync();
            var message = await steps.GoOnAsync(until: step);
            var blob = steps.Get<DataAccount>().Partials.GetBlobClient($"{run.RowKey}/{name}");
            await Damage.ChangeAsync(blob, bytes => Damage.Flip(bytes, random));
            await steps.DoAsync(message!);
            await steps.GoOnAsync();
            var failed = await steps.FindAsync(run);
            Assert.Equal(RunState.Failed, failed.StateValue);
            Assert.Contains($"partials/{blob.Name}", failed.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_damaged_file_of_a_publication_is_written_anew_by_the_next_run_of_the_same_numbers()
    {
        await using var host = await StartAsync();
        var id = (await host.RunAsync())["publication"]!.ToString();
        var expected = await host.PublicationAsync(id);
        foreach (var name in (string[])["approval_time.csv", "summary.json", "manifest.json"])
            await Damage.ChangeAsync(host.Account.Publications.GetBlobClient($"{id}/{name}"), bytes => bytes[20] ^= 1);
        Assert.NotEqual(expected, await host.PublicationAsync(id));
        Assert.Equal(id, (await host.RunAsync())["publication"]!.ToString());
        Assert.Equal(expected, await host.PublicationAsync(id));
    }

    /// <summary>The parts that the ledger names.</summary>
    static async Task<SortedSet<string>> PartsAsync(TestHost host)
    {
        var parts = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var row in host.Get<LedgerTable>().ListAsync(Stop))
            parts.Add(row.Part);
        return parts;
    }

    async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync(storage.NewAccount());
        await PutAsync(host.Account);
        return host;
    }

    static async Task PutAsync(DataAccount account)
    {
        await account.Reference.UploadBlobAsync("catalogue.csv", BinaryData.FromBytes(Logs.Catalogue), Stop);
        await account.Inbox.UploadBlobAsync("one_window/good.csv", BinaryData.FromBytes(Logs.Good), Stop);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
