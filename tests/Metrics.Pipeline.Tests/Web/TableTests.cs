using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Metrics.Pipeline.Tests.Web;

public sealed class TableTests(TestStorage storage) : IAsyncLifetime
{
    TestHost _host = null!;
    string _id = "";

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(storage.NewAccount());
        await _host.PutExampleAsync(Repository.Example(1));
        _id = (await _host.RunAsync("?as_of=2020-05-14&known_on=2019-03-01"))["publication"]!.ToString();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Current_tells_the_id_the_day_and_the_city_at_a_glance()
    {
        var current = (await _host.Client.GetFromJsonAsync<JsonNode>("/api/summaries/current", Stop))!;
        Assert.Equal((_id, "2020-05-14"), (current["id"]!.ToString(), current["as_of"]!.ToString()));
        Assert.Equal("2020-05-14", current["summary"]!["as_of"]!.ToString());
        foreach (var (_, address) in current["tables"]!.AsObject())
            Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync(address!.ToString(), Stop)).StatusCode);
    }

    [Theory]
    [InlineData("2020-05-14-000000000000", HttpStatusCode.NotFound)]
    [InlineData("current", HttpStatusCode.NotModified)]
    public async Task If_none_match_of_any_is_about_what_is_there_alone(string publication, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/summaries/{publication}/quality");
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        Assert.Equal(expected, (await _host.Client.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task The_current_summary_is_the_published_one_and_the_names_have_a_door()
    {
        var published = await _host.PublicationAsync(_id);
        var current = (await _host.Client.GetFromJsonAsync<JsonNode>("/api/summaries/current", Stop))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(published["summary.json"]), current["summary"]));
        Assert.Equal(published["names.json"], await _host.Client.GetByteArrayAsync("/api/summaries/current/names", Stop));
    }

    [Fact]
    public async Task Every_published_table_has_a_door()
    {
        var shown = (await _host.Client.GetFromJsonAsync<JsonNode>("/api/summaries/current", Stop))!["tables"]!.AsObject().Select(t => t.Key + ".csv");
        var published = (await _host.PublicationAsync(_id)).Keys.Where(f => f.EndsWith(".csv", StringComparison.Ordinal));
        Assert.Equal(published.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Theory, InlineData("approval_time"), InlineData("quality"), InlineData("warnings"), InlineData("service_items")]
    public async Task As_csv_a_table_is_the_published_bytes(string table)
    {
        var expected = (await _host.PublicationAsync(_id))[table + ".csv"];
        Assert.Equal(expected, await _host.Client.GetByteArrayAsync($"/api/summaries/{_id}/{table}?format=csv", Stop));
    }

    [Fact]
    public async Task As_json_keys_are_texts_counts_and_rates_are_numbers_and_empty_is_null()
    {
        var text = await _host.Client.GetStringAsync($"/api/summaries/{_id}/approval_time", Stop);
        var csv = (await _host.Client.GetStringAsync($"/api/summaries/{_id}/approval_time?format=csv", Stop)).Split('\n');
        var rows = JsonNode.Parse(text)!.AsArray();
        Assert.Equal(csv.Length - 2, rows.Count);
        var first = rows[0]!.AsObject();
        Assert.Equal(csv[0].Split(','), first.Select(c => c.Key));
        Assert.Equal(csv[1].Split(','), first.Select(c => c.Value?.ToJsonString().Trim('"') ?? ""));
        Assert.Equal(System.Text.Json.JsonValueKind.Number, first["finished"]!.GetValueKind());
        Assert.Contains("null", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_filtered_by_key_columns_each_of_its_values()
    {
        var all = (await _host.Client.GetStringAsync("/api/summaries/current/approval_time?format=csv", Stop)).Split('\n')[1..^1];
        var period = all[0].Split(',')[0];
        var wanted = all.Where(r => r.Split(',') is [var p, _, "*", "*" or "one_net", ..] && p == period).ToList();
        var rows = await _host.Client.GetStringAsync($"/api/summaries/current/approval_time?format=csv&period={period}&district=*&channel=*&channel=one_net", Stop);
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted, rows.Split('\n')[1..^1]);
        var json = await _host.Client.GetFromJsonAsync<JsonArray>($"/api/summaries/current/approval_time?period={period}&district=*&channel=*&channel=one_net", Stop);
        Assert.Equal(wanted.Count, json!.Count);
    }

    [Fact]
    public async Task A_file_name_with_commas_and_quotes_is_one_value()
    {
        var rows = await _host.Client.GetFromJsonAsync<JsonArray>("/api/summaries/current/quality?source=one_net&file=net%2Cc.csv", Stop);
        Assert.Equal("net,c.csv", Assert.Single(rows!)!["file"]!.ToString());
    }

    [Theory, InlineData("Mar\rket"), InlineData("Mar\r\nket"), InlineData("\"Market\",\n")]
    public async Task A_department_with_line_breaks_is_one_value(string department)
    {
        var quoted = '"' + department.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        await _host.PutReferenceAsync("catalogue.csv", Logs.Utf8($"item_code,kind,department,promised_days\nA1,licence,{quoted},5\n"));
        await _host.DropAsync("one_net/good.csv", Logs.Good);
        var id = (await _host.RunAsync("?as_of=2020-05-14"))["publication"]!.ToString();
        var value = department.Trim();
        var filtered = $"/api/summaries/{id}/item_time?period=2019&department={Uri.EscapeDataString(value)}&item_code=*";
        var row = (await _host.Client.GetFromJsonAsync<JsonArray>(filtered, Stop))!.Single()!;
        Assert.Equal((value, 1), (row["department"]!.ToString(), row["ended"]!.GetValue<int>()));
        var csv = await _host.Client.GetStringAsync(filtered + "&format=csv", Stop);
        Assert.Contains("\n2019,\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\",*,1,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_filters_warnings_only_when_the_key_comes_as_a_header()
    {
        var rows = await _host.Client.GetFromJsonAsync<JsonArray>("/api/summaries/current/warnings?code=after_end", Stop);
        Assert.Equal("after_end", Assert.Single(rows!)!["code"]!.ToString());
        using var caller = new HttpClient { BaseAddress = _host.Client.BaseAddress };
        var all = await caller.GetFromJsonAsync<JsonArray>("/api/summaries/current/warnings?code=" + Uri.EscapeDataString(TestHost.Key), Stop);
        Assert.InRange(all!.Count, 2, Cases.Warnings.Codes.Count);
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/*, application/json;q=0.5", "text/csv")]
    [InlineData("text/html, */*;q=0.1", "application/json")]
    public async Task Accept_chooses_the_form(string accept, string expected)
    {
        var answer = await AskAsync("/api/summaries/current/backlog", ("Accept", accept));
        Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_publication_is_immutable_and_current_is_revalidated()
    {
        var pinned = await AskAsync($"/api/summaries/{_id}/backlog");
        Assert.Contains("immutable", pinned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var current = await AskAsync("/api/summaries/current/backlog");
        Assert.True(current.Headers.CacheControl!.NoCache);
        Assert.False(pinned.Headers.ETag!.IsWeak);
        Assert.Equal(pinned.Headers.ETag, current.Headers.ETag);
        foreach (var path in (string[])[$"/api/summaries/{_id}/backlog", "/api/summaries/current/backlog"])
        {
            var again = await AskAsync(path, ("If-None-Match", pinned.Headers.ETag.ToString()));
            Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync(Stop)));
            Assert.Equal(pinned.Headers.ETag, again.Headers.ETag);
        }
    }

    [Fact]
    public async Task Every_form_and_filter_has_an_entity_tag_of_its_own()
    {
        string[] questions = ["", "?format=csv", "?district=*", "?district=*&format=csv", "?channel=*", "?channel=one_net&channel=*"];
        var tags = new List<EntityTagHeaderValue?>();
        foreach (var question in questions)
            tags.Add((await AskAsync("/api/summaries/current/backlog" + question)).Headers.ETag);
        Assert.Equal(questions.Length, tags.Distinct().Count());
        Assert.Equal(tags[^1], (await AskAsync("/api/summaries/current/backlog?channel=*&channel=one_net")).Headers.ETag);
    }

    [Theory]
    [InlineData("/api/summaries/current/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/summaries/current/backlog.csv", HttpStatusCode.NotFound)]
    [InlineData("/api/summaries/current/..%2f..%2fcurrent%2fcurrent", HttpStatusCode.NotFound)]
    [InlineData("/api/summaries/2019-12-31-000000000000/backlog", HttpStatusCode.NotFound)]
    [InlineData("/api/summaries/2019-12-31/backlog", HttpStatusCode.NotFound)]
    [InlineData("/api/summaries/..%2fcurrent/backlog", HttpStatusCode.NotFound)]
    [InlineData("/api/summaries/current/backlog?open=3", HttpStatusCode.BadRequest)]
    [InlineData("/api/summaries/current/backlog?format=xml", HttpStatusCode.BadRequest)]
    [InlineData("/api/summaries/current/manifest?format=csv", HttpStatusCode.BadRequest)]
    [InlineData("/api/summaries/current/summary?period=2019", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_not_understood_is_a_problem(string path, HttpStatusCode expected)
    {
        var answer = await AskAsync(path);
        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal((int)expected, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem["detail"]!.ToString());
    }

    [Fact]
    public async Task A_form_that_is_not_there_is_406()
    {
        var answer = await AskAsync("/api/summaries/current/backlog", ("Accept", "application/xml"));
        Assert.Equal((HttpStatusCode.NotAcceptable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Summary_and_manifest_are_the_published_bytes()
    {
        var files = await _host.PublicationAsync(_id);
        foreach (var document in (string[])["summary", "manifest"])
            Assert.Equal(files[document + ".json"], await _host.Client.GetByteArrayAsync($"/api/summaries/{_id}/{document}", Stop));
    }

    Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return _host.Client.SendAsync(request, Stop);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
