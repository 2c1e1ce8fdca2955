using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Models;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>A door never shows damaged bytes as if they were whole.</summary>
public sealed class DamagedAnswerTests(TestStorage storage) : IAsyncLifetime
{
    TestHost _host = null!;
    string _id = "";

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(storage.NewAccount(), ["Logging:LogLevel:Default=None"]);
        await _host.Get<ReferenceStore>().PutAsync("catalogue.csv", Logs.Catalogue, Stop);
        Assert.Equal(HttpStatusCode.OK, (await PushAsync()).StatusCode);
        _id = (await _host.RunAsync())["publication"]!.ToString();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("quality", "quality.csv"), InlineData("quality?format=csv", "quality.csv"), InlineData("quality?source=one_net", "quality.csv")]
    [InlineData("summary", "summary.json"), InlineData("manifest", "manifest.json")]
    public async Task A_damaged_file_of_a_publication_is_not_shown_until_a_run_has_written_it_anew(string question, string file)
    {
        var whole = await _host.Client.GetStringAsync($"/api/summaries/{_id}/{question}", Stop);
        await Damage.ChangeAsync(_host.Account.Publications.GetBlobClient($"{_id}/{file}"), bytes => bytes[20] ^= 1);
        var problem = await ProblemAsync($"/api/summaries/{_id}/{question}");
        Assert.StartsWith($"publications/{_id}/{file} is damaged", problem["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("已损坏", problem["detail_zh"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(_id, (await _host.RunAsync())["publication"]!.ToString());
        Assert.Equal(whole, await _host.Client.GetStringAsync($"/api/summaries/{_id}/{question}", Stop));
    }

    [Fact]
    public async Task A_file_whose_checksum_is_damaged_is_written_anew_too()
    {
        var blob = _host.Account.Publications.GetBlobClient($"{_id}/quality.csv");
        await blob.SetMetadataAsync(new Dictionary<string, string> { [WriteOnce.HashKey] = new('0', 64) }, cancellationToken: Stop);
        await ProblemAsync($"/api/summaries/{_id}/quality");
        await _host.RunAsync();
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync($"/api/summaries/{_id}/quality", Stop)).StatusCode);
    }

    [Theory, InlineData("?format=csv"), InlineData("")]
    public async Task A_large_file_that_is_damaged_never_comes_to_its_end(string form)
    {
        var rows = "source,file\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"one_net,{i:0000000}.csv\n"));
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [WriteOnce.HashKey] = WriteOnce.HashOf(Logs.Utf8(rows)) } };
        var blob = _host.Account.Publications.GetBlobClient($"{_id}/quality.csv");
        await blob.UploadAsync(BinaryData.FromString(rows), options, Stop);
        Assert.InRange((await _host.Client.GetStringAsync($"/api/summaries/{_id}/quality{form}", Stop)).Length, rows.Length, int.MaxValue);
        await Damage.ChangeAsync(blob, bytes => bytes[^3] ^= 1);
        await Assert.ThrowsAnyAsync<Exception>(() => _host.Client.GetStringAsync($"/api/summaries/{_id}/quality{form}", Stop));
    }

    [Fact]
    public async Task A_damaged_current_json_is_not_followed_and_the_next_run_after_its_deletion_writes_it_anew()
    {
        var current = _host.Account.Current.GetBlobClient("current.json");
        await Damage.ChangeAsync(current, bytes => bytes[12] ^= 1); // another year in the id
        var problem = await ProblemAsync("/api/summaries/current");
        Assert.StartsWith("current/current.json is damaged", problem["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Delete it", (await _host.RunAsync())["error"]!.ToString(), StringComparison.Ordinal);
        await current.DeleteAsync(cancellationToken: Stop);
        Assert.True((await _host.RunAsync())["is_current"]!.GetValue<bool>());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_receipt_that_is_damaged_or_gone_is_written_anew_when_the_same_bytes_are_pushed(bool isGone)
    {
        var row = (await _host.Get<LedgerTable>().FindAsync(new("one_net", "a.csv"), Stop))!;
        var blob = _host.Account.Receipts.GetBlobClient(row.ReceiptBlob);
        if (isGone)
        {
            await blob.DeleteAsync(cancellationToken: Stop);
        }
        else
        {
            await Damage.ChangeAsync(blob, bytes => bytes[30] ^= 1);
            Assert.Contains("Push the log again", (await ProblemAsync("/api/logs/one_net/a.csv"))["detail"]!.ToString(), StringComparison.Ordinal);
        }
        var pushed = await PushAsync();
        Assert.Equal(HttpStatusCode.OK, pushed.StatusCode);
        Assert.Equal(await pushed.Content.ReadAsStringAsync(Stop), await _host.Client.GetStringAsync("/api/logs/one_net/a.csv", Stop));
    }

    [Fact]
    public async Task A_damaged_file_of_the_reference_data_fails_the_run_by_name_and_is_healed_by_putting_it_again()
    {
        var blob = _host.Account.Reference.GetBlobClient("catalogue.csv");
        await Damage.ChangeAsync(blob, bytes => bytes[^3] ^= 1);
        Assert.StartsWith("reference/catalogue.csv is damaged", (await _host.RunAsync())["error"]!.ToString(), StringComparison.Ordinal);
        using var body = new ByteArrayContent(Logs.Catalogue);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.PutAsync("/api/reference/catalogue.csv", body, Stop)).StatusCode);
        Assert.Equal(_id, (await _host.RunAsync())["publication"]!.ToString());
    }

    async Task<JsonNode> ProblemAsync(string path)
    {
        var answer = await _host.Client.GetAsync(path, Stop);
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    async Task<HttpResponseMessage> PushAsync()
    {
        using var body = new ByteArrayContent(Logs.Mixed);
        return await _host.Client.PostAsync("/api/logs/one_net/a.csv", body, Stop);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
