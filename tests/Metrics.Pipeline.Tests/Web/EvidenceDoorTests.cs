using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Metrics.Documents.Evidence;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>The door to the cases behind a number (contract 9): who may ask, and for what.</summary>
public sealed class EvidenceDoorTests(TestStorage storage) : IAsyncLifetime
{
    const string Key = "the key of the audit office";

    readonly Told _told = new();
    TestHost _host = null!;
    string _id = "";

    public async ValueTask InitializeAsync()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        _host = await TestHost.StartAsync(storage.NewAccount(),
            [$"EvidenceReaders:审计局={hash}", $"EvidenceReaders:press={new string('0', 64)}", $"Logging:LogLevel:{typeof(EvidenceAnswers).FullName}=Information"],
            services => services.AddSingleton<ILoggerProvider>(_told));
        await _host.PutExampleAsync(Repository.Example(1));
        _id = (await _host.RunAsync())["publication"]!.ToString();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Without_a_key_of_a_reader_nothing_is_told_and_whether_a_table_is_there_neither()
    {
        foreach (var key in (string?[])[null, "", "another", Key + "x", new string('0', 64)])
        {
            foreach (var path in (string[])["current/cases", "current/nosuch", "nosuch/cases", "current/cases?nosuch=1"])
            {
                var answer = await AskAsync(path, key);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                Assert.Contains("密钥", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            }
        }
        Assert.Empty(_told.Lines);
    }

    [Fact]
    public async Task Each_call_is_logged_with_name_filter_and_number_of_rows_in_one_line()
    {
        var rows = (await RowsAsync("current/cases?on_time=false&format=json")).Count;
        await RowsAsync("current/cases?case_id=" + Uri.EscapeDataString("a\r\nb&c"));
        Assert.Equal(
        [
            $"Evidence read by 审计局: {_id} cases ?on_time=false, {rows} rows.",
            $"Evidence read by 审计局: {_id} cases ?case_id=a%0D%0Ab%26c, 0 rows.",
        ], _told.Lines);
    }

    [Theory, InlineData("cases"), InlineData("projects"), InlineData("stages"), InlineData("ratings"), InlineData("faults")]
    public async Task A_table_is_told_as_it_lies_in_storage_by_id_and_as_current(string table)
    {
        var index = (await _host.Get<EvidenceStore>().FindAsync(_id, Stop))!;
        var rows = await RowsAsync($"current/{table}");
        Assert.Equal(index.Parts.Where(p => p.Table == table).Sum(p => p.Rows), rows.Count);
        Assert.Equal(rows.ToJsonString(), (await RowsAsync($"{_id}/{table}")).ToJsonString());
        var csv = await (await AskAsync($"{_id}/{table}?format=csv")).Content.ReadAsStringAsync(Stop);
        Assert.Equal(rows[0]!.AsObject().Select(p => p.Key), csv.Split('\n')[0].Split(','));
        var (one, two) = (await BytesAsync(), await BytesAsync());
        Assert.Equal(one, two);

        async Task<byte[]> BytesAsync() => await (await AskAsync($"{_id}/{table}?format=xlsx")).Content.ReadAsByteArrayAsync(Stop);
    }

    [Theory]
    [InlineData("cases?nosuch=1", HttpStatusCode.BadRequest, "expected one of case_id, project")]
    [InlineData("cases?net=x", HttpStatusCode.BadRequest, "expected a whole number")]
    [InlineData("cases?period=x", HttpStatusCode.BadRequest, "expected a month")]
    [InlineData("cases?by=due&period=2019", HttpStatusCode.BadRequest, "expected ended")]
    [InlineData("cases?format=pdf", HttpStatusCode.BadRequest, "expected csv, json or xlsx")]
    [InlineData("cases?continuation=x", HttpStatusCode.BadRequest, "continuation")]
    [InlineData("cases?continuation=e30", HttpStatusCode.BadRequest, "continuation")]
    [InlineData("cases?case_id=%EF%BF%BE%00%27%3B--", HttpStatusCode.OK, "[]")]
    [InlineData("secrets", HttpStatusCode.NotFound, "expected one of cases, projects")]
    [InlineData("../cases", HttpStatusCode.NotFound, "")]
    public async Task Odd_questions_are_answered_in_both_languages(string question, HttpStatusCode status, string said)
    {
        var answer = await AskAsync("current/" + question);
        Assert.Equal(status, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.True(status == HttpStatusCode.OK || said.Length == 0 || text.Contains("detail_zh", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task A_continuation_goes_on_with_its_own_publication_table_and_filter_alone()
    {
        var rows = await RowsAsync("current/cases");
        var question = EvidenceQuestion.Read("cases", []);
        var index = (await _host.Get<EvidenceStore>().FindAsync(_id, Stop))!;
        var query = (await _host.Get<EvidenceStore>().OpenAsync(_id, "cases", Stop))!;
        var page = await query.AskAsync(question, after: null, most: 5, only: null, Stop);
        Assert.Equal(rows.Take(5).Select(r => r!["case_id"]!.ToString()), page.Rows.Select(r => r[0]));
        var next = EvidenceContinuation.Of(_id, question, page.Last!.Value);
        var after = await RowsAsync($"current/cases?continuation={next}");
        Assert.Equal(rows.Skip(5).Select(r => r!.ToJsonString()), after.Select(r => r!.ToJsonString()));
        Assert.Equal(after.ToJsonString(), (await RowsAsync($"{_id}/cases?continuation={next}")).ToJsonString());

        string[] others =
        [
            $"current/cases?continuation={next}&on_time=true", $"current/stages?continuation={next}", $"2019-01-01-000000000000/cases?continuation={next}",
            $"current/cases?continuation={next with { Id = "2019-01-01-000000000000" }}", $"current/cases?continuation={next with { Row = 1_000_000 }}",
            $"current/cases?continuation={next with { Part = -1 }}", $"current/cases?continuation={next with { Part = index.Parts.Count }}",
            $"current/cases?continuation={next.ToString()[..^3]}",
        ];
        foreach (var other in others)
            Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(other)).StatusCode);
        foreach (var id in (string[])["../current", "x", ""])
            Assert.Equal(HttpStatusCode.NotFound, (await AskAsync($"current/cases?continuation={next with { Id = id }}")).StatusCode);
    }

    [Fact]
    public async Task A_reader_s_key_that_is_no_hash_stops_the_host_at_start()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () => await TestHost.StartAsync(storage.NewAccount(), ["EvidenceReaders:press=secret"]));
        Assert.Contains("64 hexadecimal digits", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_in_storage_that_are_no_Parquet_are_a_fault_of_the_store_and_not_of_the_question()
    {
        var part = (await _host.Get<EvidenceStore>().FindAsync(_id, Stop))!.Parts.First(p => p.Table == "cases").Name;
        // Without the checksum beside them: as another program leaves them.
        await _host.Account.Evidence.GetBlobClient(part).UploadAsync(BinaryData.FromString("no parquet"), overwrite: true, Stop);
        var answer = await AskAsync("current/cases");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var detail = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["detail"]!.ToString();
        Assert.StartsWith($"evidence/{part} is damaged (", detail, StringComparison.Ordinal);
        Assert.EndsWith("the next publication has its own.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_whose_parts_are_deleted_before_its_index_is_no_longer_there()
    {
        var part = (await _host.Get<EvidenceStore>().FindAsync(_id, Stop))!.Parts.Last(p => p.Table == "cases").Name;
        await _host.Account.Evidence.GetBlobClient(part).DeleteAsync(cancellationToken: Stop);
        var answer = await AskAsync("current/cases");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal(("There is no evidence of this publication, or no longer.", "没有此发布的依据，或已过保存期。"),
            (problem["detail"]!.ToString(), problem["detail_zh"]!.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("current/ratings")).StatusCode);
    }

    Task<HttpResponseMessage> AskAsync(string path, string? key = Key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/evidence/" + path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("x-evidence-key", key);
        return _host.Client.SendAsync(request, Stop);
    }

    async Task<JsonArray> RowsAsync(string path)
    {
        var answer = await AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonArray>(Stop))!;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What the door has logged.</summary>
    sealed class Told : ILoggerProvider, ILogger
    {
        internal ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) =>
            categoryName == typeof(EvidenceAnswers).FullName ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
