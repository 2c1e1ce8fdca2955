using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Metrics.Documents.Workbooks;

namespace Metrics.Pipeline.Tests.Web;

public sealed class PushTests(TestStorage storage)
{
    [Fact]
    public async Task A_pushed_log_answers_with_a_receipt_whose_lines_add_up()
    {
        await using var host = await StartAsync();
        var answer = await PushAsync(host, "one_window/2019/三月 a.csv", Logs.Mixed);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal((7, 2, 1, 4), (Count("lines"), Count("accepted"), Count("duplicate"), Count("rejected")));
        Assert.Equal("2019/三月 a.csv", receipt["name"]!.ToString());
        var reasons = receipt["rejected_by_reason"]!.AsObject().Where(r => r.Value!.GetValue<int>() > 0).Select(r => $"{r.Key} {r.Value}");
        Assert.Equal(["bad_row 1", "unknown_event 1", "bad_time 1", "unknown_item 1"], reasons);
        var first = receipt["first_rejections"]!.AsArray();
        Assert.Equal([4, 6, 7, 8], first.Select(r => r!["line"]!.GetValue<int>()));
        Assert.Equal(("at", "2019-03-40 09:00"), (first[0]!["column"]!.ToString(), first[0]!["value"]!.ToString()));
        Assert.Equal(("unknown_item", "item_code", "A9"), (first[1]!["reason"]!.ToString(), first[1]!["column"]!.ToString(), first[1]!["value"]!.ToString()));
        Assert.All(first, r => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", r!["expected_zh"]!.ToString()));

        int Count(string name) => receipt[name]!.GetValue<int>();
    }

    [Theory, InlineData("log.xls"), InlineData("log.xlsx")]
    public async Task A_pushed_spreadsheet_has_the_receipt_of_its_csv(string name)
    {
        await using var host = await StartAsync();
        var csv = await ReceiptAsync("log.csv");
        var sheet = await ReceiptAsync(name);
        Assert.Equal(126, sheet["lines"]!.GetValue<int>());
        foreach (var part in (string[])["lines", "accepted", "duplicate", "rejected", "rejected_by_reason"])
            Assert.Equal(csv[part]!.ToJsonString(), sheet[part]!.ToJsonString());
        Assert.Equal([9, 130], sheet["first_rejections"]!.AsArray().Select(r => r!["line"]!.GetValue<int>()));

        async Task<JsonNode> ReceiptAsync(string file)
        {
            var bytes = await File.ReadAllBytesAsync(Repository.File("tests/Metrics.Tests/Spreadsheets/written/" + file), Stop);
            return (await (await PushAsync(host, "hall/" + file, bytes)).Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        }
    }

    [Fact]
    public async Task A_spreadsheet_that_is_cut_off_is_refused_with_what_it_is()
    {
        await using var host = await StartAsync();
        var bytes = await File.ReadAllBytesAsync(Repository.File("tests/Metrics.Tests/Spreadsheets/written/log.xlsx"), Stop);
        var answer = await PushAsync(host, "hall/a.xlsx", bytes[..5000]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("damaged", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_bytes_again_answer_with_the_same_receipt_and_leave_the_inbox_alone()
    {
        await using var host = await StartAsync();
        var first = await PushAsync(host, "one_net/a.csv", Logs.Mixed);
        var version = (await host.Account.Inbox.GetBlobClient("one_net/a.csv").GetPropertiesAsync(cancellationToken: Stop)).Value.ETag;
        // Mended reference data does not change what was said of these bytes.
        await host.PutReferenceAsync("catalogue.csv", Logs.Utf8("item_code,kind,promised_days\nA9,other,1\n"));
        var second = await PushAsync(host, "one_net/a.csv", Logs.Mixed);

        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await second.Content.ReadAsStringAsync(Stop));
        Assert.Equal(await first.Content.ReadAsStringAsync(Stop), await host.Client.GetStringAsync("/api/logs/one_net/a.csv", Stop));
        Assert.Equal(version, (await host.Account.Inbox.GetBlobClient("one_net/a.csv").GetPropertiesAsync(cancellationToken: Stop)).Value.ETag);
    }

    [Fact]
    public async Task What_is_no_column_of_the_contract_never_leaves_the_inbox()
    {
        await using var host = await StartAsync();
        foreach (var (name, bytes) in new[] { ("good.csv", Logs.Good), ("mixed.csv", Logs.Mixed) })
            Assert.Equal(HttpStatusCode.OK, (await PushAsync(host, "one_window/" + name, bytes)).StatusCode);
        await host.RunAsync();

        var found = 0;
        foreach (var container in (BlobContainerClient[])[host.Account.Receipts, host.Account.Quarantine, host.Account.Events, host.Account.Partials, host.Account.Publications])
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Stop))
            {
                var text = Encoding.UTF8.GetString((await container.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content);
                Assert.All(Logs.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
                found++;
            }
        }
        Assert.InRange(found, 10, 100);
    }

    [Fact]
    public async Task Quarantine_keeps_every_rejected_line_with_its_reason()
    {
        await using var host = await StartAsync();
        await PushAsync(host, "one_window/mixed.csv", Logs.Mixed);
        var lines = new List<JsonNode>();
        await foreach (var blob in host.Account.Quarantine.GetBlobsAsync(cancellationToken: Stop))
        {
            lines.AddRange((await host.Account.Quarantine.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content.ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!));
        }

        Assert.Equal(["4 bad_time", "6 unknown_item", "7 unknown_event", "8 bad_row"],
            lines.OrderBy(l => l["line"]!.GetValue<int>()).Select(l => $"{l["line"]} {l["reason"]}"));
        Assert.Empty(lines.Single(l => l["reason"]!.ToString() == "bad_row")["fields"]!.AsObject());
        Assert.Equal("2019-03-40 09:00", lines.Single(l => l["reason"]!.ToString() == "bad_time")["fields"]!["at"]!.ToString());
    }

    [Fact]
    public async Task The_rejected_lines_of_a_log_are_given_as_a_workbook()
    {
        await using var host = await StartAsync();
        await PushAsync(host, "one_window/mixed.csv", Logs.Mixed);
        var answer = await host.Client.GetAsync("/api/logs/one_window/mixed.csv?rejected=xlsx", Stop);
        Assert.Equal(Workbook.ContentType, answer.Content.Headers.ContentType!.MediaType);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Stop));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var text = await sheet.ReadToEndAsync(Stop);
        foreach (var shown in (string[])["one_window/mixed.csv", "时间无效 Bad time", "2019-03-40 09:00", "expected", "2000年至2099年"])
            Assert.Contains(shown, text, StringComparison.OrdinalIgnoreCase);
        Assert.All(Logs.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Theory, InlineData("csv", HttpStatusCode.BadRequest), InlineData("xlsx", HttpStatusCode.UnprocessableEntity)]
    public async Task Rejected_lines_come_in_one_form_and_a_refused_log_has_none(string form, HttpStatusCode status)
    {
        await using var host = await StartAsync();
        await PushAsync(host, "one_net/x.csv", Logs.Utf8("a,b\n1,2\n"));
        Assert.Equal(status, (await host.Client.GetAsync("/api/logs/one_net/x.csv?rejected=" + form, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_refused_in_two_languages_and_kept()
    {
        await using var host = await StartAsync();
        var answer = await PushAsync(host, "one_net/x.csv", Logs.Utf8("a,b\n1,2\n"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Contains("case_id", problem["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", problem["detail_zh"]!.ToString());
        Assert.True(await host.Account.Inbox.GetBlobClient("one_net/x.csv").ExistsAsync(Stop));
        var receipt = await host.Client.GetFromJsonAsync<JsonNode>("/api/logs/one_net/x.csv", Stop);
        Assert.Equal("refused", receipt!["state"]!.ToString());
    }

    [Fact]
    public async Task Without_a_catalogue_the_receipt_says_why_no_item_is_known()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var receipt = (await (await PushAsync(host, "one_net/a.csv", Logs.Good)).Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal(3, receipt["rejected_by_reason"]!["unknown_item"]!.GetValue<int>());
        Assert.Contains("catalogue", receipt["notes"]![0]!["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_body_over_the_limit_is_413_and_leaves_nothing(bool saysItsLength)
    {
        await using var host = await StartAsync("PushLimitBytes=1000");
        using HttpContent body = saysItsLength ? new ByteArrayContent(new byte[1001]) : new StreamContent(new Unseekable(new byte[1001]));
        var answer = await host.Client.PostAsync("/api/logs/one_net/big.csv", body, Stop);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(1000, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["limit_bytes"]!.GetValue<int>());
        Assert.False(await host.Account.Inbox.GetBlobClient("one_net/big.csv").ExistsAsync(Stop));
    }

    [Fact]
    public async Task A_body_of_the_limit_is_taken()
    {
        await using var host = await StartAsync($"PushLimitBytes={Logs.Good.Length}");
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(host, "one_net/a.csv", Logs.Good)).StatusCode);
    }

    [Fact]
    public async Task When_the_receipt_is_not_there_in_time_202_says_where_it_will_be()
    {
        await using var host = await StartAsync("ReceiptWait=00:00:00");
        var answer = await PushAsync(host, "one_net/2019/a b.csv", Logs.Good);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var location = answer.Headers.Location!.ToString();
        Assert.Equal("/api/logs/one_net/2019/a%20b.csv", location);
        HttpResponseMessage receipt;
        while ((receipt = await host.Client.GetAsync(location, Stop)).StatusCode == HttpStatusCode.Accepted)
            await Task.Delay(50, Stop);
        Assert.Equal(6, (await receipt.Content.ReadFromJsonAsync<JsonNode>(Stop))!["accepted"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_caller_who_hangs_up_after_the_body_cancels_nothing()
    {
        await using var host = await StartAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, Stop);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/logs/one_net/gone.csv HTTP/1.1\r\nHost: x\r\nx-functions-key: {TestHost.Key}\r\nContent-Length: {Logs.Good.Length}\r\n\r\n"), Stop);
            await socket.GetStream().WriteAsync(Logs.Good, Stop);
            while (!await host.Account.Inbox.GetBlobClient("one_net/gone.csv").ExistsAsync(Stop))
                await Task.Delay(5, Stop);
        }
        while ((await host.Client.GetAsync("/api/logs/one_net/gone.csv", Stop)).StatusCode != HttpStatusCode.OK)
            await Task.Delay(50, Stop);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_within_the_body_leaves_nothing()
    {
        await using var host = await StartAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, Stop);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/logs/one_net/half.csv HTTP/1.1\r\nHost: x\r\nx-functions-key: {TestHost.Key}\r\nContent-Length: 100000\r\n\r\nhalf a line"), Stop);
        }
        // A whole request after it: by its end the host has seen the other one go.
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(host, "one_net/whole.csv", Logs.Good)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/api/logs/one_net/half.csv", Stop)).StatusCode);
    }

    [Fact]
    public async Task Two_uploads_of_one_name_at_once_leave_one_of_them_whole()
    {
        await using var host = await StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            PushAsync(host, "one_net/race.csv", Logs.Utf8($"case_id,event_id,event,at\nR{i},1,visited,2019-03-0{i + 1}\n"))));
        Assert.All(answers, a => Assert.Contains(a.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.Conflict]));
        HttpResponseMessage receipt;
        while ((receipt = await host.Client.GetAsync("/api/logs/one_net/race.csv", Stop)).StatusCode == HttpStatusCode.Accepted)
            await Task.Delay(50, Stop);
        var stored = (await host.Account.Inbox.GetBlobClient("one_net/race.csv").DownloadContentAsync(Stop)).Value.Content.ToArray();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stored));
        Assert.Equal(hash, (await receipt.Content.ReadFromJsonAsync<JsonNode>(Stop))!["sha256"]!.ToString());
    }

    async Task<TestHost> StartAsync(params string[] settings)
    {
        var host = await TestHost.StartAsync(storage.NewAccount(), settings);
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        return host;
    }

    static Task<HttpResponseMessage> PushAsync(TestHost host, string path, byte[] body) =>
        host.Client.PostAsync("/api/logs/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), new ByteArrayContent(body), Stop);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
