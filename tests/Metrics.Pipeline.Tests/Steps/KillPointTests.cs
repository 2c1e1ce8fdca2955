using System.Globalization;
using System.Text;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;
using Metrics.Pipeline.Tests.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>A host that dies at each kind of write of a run in turn: another one ends the run in the publication that no death has touched.</summary>
public sealed class KillPointTests(TestStorage storage)
{
    /// <summary>Every kind of write that a run makes; one that is new is to be named here, and is killed like the others.</summary>
    static readonly string[] _writes = ["POST work", "DELETE work", "PUT Runs", "POST Ledger", "PUT events", "PUT receipts", "PUT quarantine", "PUT partials", "PUT publications", "PUT evidence", "PUT current"];

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_run_killed_at_a_write_of_each_kind_ends_in_the_same_publication(bool isAnswerLost)
    {
        using var undisturbed = await SetUpAsync();
        var account = storage.NewAccount();
        using var survivor = await SetUpAsync(account);
        foreach (var (number, write) in _writes.Index())
        {
            var asOf = new DateOnly(2019, 12, 1).AddDays(number);
            var log = Logs.Utf8(Encoding.UTF8.GetString(Logs.Mixed).Replace("D1,", $"D1-{number},", StringComparison.Ordinal));
            var expected = await EndAsync(undisturbed, await AskAsync(undisturbed, log, asOf));
            var run = await AskAsync(survivor, log, asOf);
            using (var dying = new DyingHost(account, isLastLost: isAnswerLost) { DiesAt = write })
                await Assert.ThrowsAsync<DyingHost.DiedException>(() => EndAsync(dying, run));
            var ended = await EndAsync(survivor, run);
            Assert.Equal((expected.State, expected.Publication), (ended.State, ended.Publication));
            Assert.Equal(await EvidenceAsync(undisturbed, expected), await EvidenceAsync(survivor, ended));
        }
        string[] asking = ["PUT inbox", "POST Runs"];
        Assert.Equal(_writes.Concat(asking).Order(StringComparer.Ordinal), undisturbed.Kinds.Order(StringComparer.Ordinal));
    }

    /// <summary>What the evidence of the run's publication consists of, but for the run's name.</summary>
    static async Task<IEnumerable<EvidencePart>> EvidenceAsync(DyingHost host, RunRow run) =>
        (await host.Get<EvidenceStore>().FindAsync(run.Publication, Stop))!.Parts.Select(p => p with { Name = p.Name.Replace(run.RowKey, "run", StringComparison.Ordinal) });

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_pull_killed_at_a_write_of_each_kind_ends_in_the_same_publication(bool isAnswerLost)
    {
        await using var city = await City.StartAsync(doors => doors.MapGet("/{day}",
            (string day, string page) => Results.Text(int.Parse(page, CultureInfo.InvariantCulture) < 4 ? $"case_id,event,at\nC{day}-{page},received,{day}\n" : "")));
        string[] settings = ["--Sources:0:Source=one_net", "--Sources:0:Name={date}.csv", $"--Sources:0:Url={city.Http()}/{{date}}?page={{page}}", "--Sources:0:Pages=Number"];
        using var undisturbed = await SetUpAsync(settings: settings);
        var account = storage.NewAccount();
        using var survivor = await SetUpAsync(account, settings);
        string[] writes = ["POST Ledger", "PUT inbox", "PUT partials", "POST work", "PUT Runs", "PUT Ledger"];
        foreach (var (number, write) in writes.Index())
        {
            var asOf = new DateOnly(2019, 12, 1).AddDays(number);
            var expected = await EndAsync(undisturbed, (await undisturbed.Get<RunRequests>().AskAsync(asOf, null, Stop)).RowKey);
            var run = (await survivor.Get<RunRequests>().AskAsync(asOf, null, Stop)).RowKey;
            using (var dying = new DyingHost(account, isLastLost: isAnswerLost, settings: settings) { DiesAt = write })
                await Assert.ThrowsAsync<DyingHost.DiedException>(() => EndAsync(dying, run));
            var ended = await EndAsync(survivor, run);
            Assert.Equal(("Succeeded", expected.Publication), (ended.State, ended.Publication));
            Assert.Contains($"\"files\":{3 * (number + 1)},", ended.Counts, StringComparison.Ordinal);
        }
    }

    async Task<DyingHost> SetUpAsync(string? account = null, params string[] settings)
    {
        await using var host = await TestHost.StartAsync(account ?? storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        return new(host.Connection, settings: settings);
    }

    static async Task<string> AskAsync(DyingHost host, byte[] log, DateOnly asOf)
    {
        await host.Get<DataAccount>().Inbox.UploadBlobAsync($"one_net/{asOf:yyyy-MM-dd}.csv", BinaryData.FromBytes(log), Stop);
        return (await host.Get<RunRequests>().AskAsync(asOf, null, Stop)).RowKey;
    }

    /// <summary>Takes messages as the queue gives them until the run is over; one whose host died comes again after a second.</summary>
    static async Task<RunRow> EndAsync(DyingHost host, string run)
    {
        var work = host.Get<DataAccount>().Work;
        while (true)
        {
            if ((await work.ReceiveMessageAsync(TimeSpan.FromSeconds(1), Stop)).Value is { } message)
            {
                await host.Get<StepDispatcher>().TakeAsync(message.Body.ToString(), Stop);
                await work.DeleteMessageAsync(message.MessageId, message.PopReceipt, Stop);
            }
            else if (await host.Get<RunTable>().FindAsync(run, Stop) is { IsOver: true } over)
            {
                return over;
            }
            else
            {
                await Task.Delay(50, Stop);
            }
        }
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
