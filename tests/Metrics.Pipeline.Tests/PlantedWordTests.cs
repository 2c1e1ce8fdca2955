using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Metrics.Pipeline.Tests.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Tests;

/// <summary>
/// Words that stand for names and numbers of persons, in columns that are not the contract's and swallowed by stray quotes into those that
/// are: none is in a receipt, quarantine, note, answer, line of a log, row of a table, publication or its evidence.
/// </summary>
public sealed partial class PlantedWordTests(TestStorage storage)
{
    /// <summary>With a project of two parts, so that the clock of one names the other.</summary>
    const string Catalogue = """
        item_code,name,kind,department,promised_days,online,policy
        XK-01001-01,Permit to run a shop,licence,Market,5,1,
        A1,Card,other,Police,3,0,
        B1,Building permit,licence,Housing,5,1,permit

        """;
    const string Policies = """
        { "policies": [{ "id": "permit", "name": { "zh": "许可", "en": "Permit" }, "measure": "project", "limit_days": 50, "correction_stops_clock": true,
          "stages": [], "end_item": "B1", "from": "2019-01-01", "to": null }] }
        """;
    const string Columns = "case_id,event_id,event,at,item_code,policy,district,channel,stage,stages,result,reason,days,project_code,rating,updated,deleted";

    /// <summary>Good values, so that only the one with the planted word is at fault.</summary>
    static readonly string[] _good =
        ["C7", "e7", "accepted", "2019-03-01", "A1", "", "330106", "1", "", "", "granted", "testing", "5", "", "1", "2019-03-02", "0"];

    static int _planted;

    [Fact]
    public async Task No_planted_word_leaves_the_inbox()
    {
        var lines = new LogLines();
        await using var host = await TestHost.StartAsync(storage.NewAccount(), ["--Logging:LogLevel:Metrics=Debug"], services => services.AddSingleton<ILoggerProvider>(lines));
        await host.PutReferenceAsync("catalogue.csv", Logs.Utf8(Catalogue));
        await host.PutReferenceAsync("policies.json", Logs.Utf8(Policies));
        await host.PutReferenceAsync("register.csv", Logs.Utf8(
            $"kind,id,received,department,tags,subject,name\nlicence,{Word()},2019-03-01,D,merged,{Word()},{Word()}\nrule,1,2019-03-02,D,{Word()},{Word()},\n"));
        var told = new List<(string Where, string Text)>();
        var logs = Attacks().ToList();
        foreach (var (name, text) in logs)
        {
            Assert.Matches(Planted(), text);
            told.Add((name, await AnswerAsync(host, HttpMethod.Post, $"/api/logs/one_net/{name}", text)));
            told.Add((name, await AnswerAsync(host, HttpMethod.Get, $"/api/logs/one_net/{name}")));
        }
        told.Add(("run", (await host.RunAsync()).ToJsonString()));
        foreach (var id in (string[])["C1", "C2", "C5", "C6", "C7", "P1", "P2"])
            told.Add((id, await AnswerAsync(host, HttpMethod.Get, $"/api/cases/{id}/clock")));
        Assert.All((string[])["P1", "P2"], id => Assert.Contains("characters, 2 lines", told.Single(t => t.Where == id).Text, StringComparison.Ordinal));
        told.Add(("current", await AnswerAsync(host, HttpMethod.Get, "/api/summaries/current")));
        told.Add(("catalogue", await AnswerAsync(host, HttpMethod.Put, "/api/reference/catalogue.csv", $"item_code,kind,promised_days\n\"A1,{Word()}\nA2\",other,1\n")));
        told.Add(("policies", await AnswerAsync(host, HttpMethod.Put, "/api/reference/policies.json", $$"""{ "policies": [ { "id": "a\n{{Word()}}", "x": 1 } ] }""")));
        told.Add(("register", await AnswerAsync(
            host, HttpMethod.Put, "/api/reference/register.csv", $"kind,id,received,tags,subject\nlicence,1,2019-03-01,wrong,{Word()}\n")));
        told.AddRange(await StoredAsync(host));
        told.AddRange(lines.Texts.Select(text => ("line of the log", text)));

        Assert.InRange(told.Count, 3 * logs.Count, int.MaxValue);
        var leaks = told.Where(t => Planted().IsMatch(t.Text)).Select(t => $"{t.Where}: {Planted().Match(t.Text)} in {Around(t.Text)}").ToList();
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    static IEnumerable<(string Name, string Text)> Attacks()
    {
        foreach (var name in (string[])["swallow.csv", "swallow_stages.csv"])
            yield return (name, File.ReadAllText(Repository.File("tests/Metrics.Pipeline.Tests/attack/" + name)));
        var columns = Columns.Split(',');
        string[] shapes = ["x,{0},{1}\nC8,y", "x,{0}\r\ny", "x {0}\ry", "{0};\n{1}", new string('x', 64) + "{0}", "{0}\u2028y", "{0}\u0085y", "{0}\vy"];
        foreach (var (shape, i) in shapes.Select((s, i) => (s, i)))
        {
            yield return ($"quote{i}.csv", Csv(columns, shape, ","));
            yield return ($"quote{i}.tsv", Csv(columns, shape, "\t"));
            yield return ($"json{i}.ndjson", string.Concat(columns.Select((_, at) => Json(columns, at, Plant(shape)) + "\n")));
        }
        yield return ("open.csv", $"{Columns},name\n\"C9,e9,accepted,2019-03-01,A1,,330106,1,,,,,,,,,,{Word()}\nC10,,received,2019-03-01,,,,,,,,,,,,,,{Word()}\n");
        yield return ("shifted.csv", $"{Columns},name\nC9,e9,accepted,2019-03-01,A1,,330106,1,,,,,,,,,,{Word()},{Word()}\n");
        yield return ("headless.csv", $"{Word()},{Word()},2019-03-01\nC1,{Word()},accepted\n");
        yield return ("headed.csv", $"name,{Word()}\nC1,{Word()}\n");
        yield return ("torn.ndjson", $$"""{"case_id":"C1","name":"{{Word()}}","event":"accepted" """ + "\n" + $$"""{"case_id":{"name":"{{Word()}}"},"event":"accepted","at":"2019-03-01"}""" + "\n");
        yield return ("project.csv", $"""
            case_id,event,at,item_code,policy,district,project_code
            P1,accepted,2019-03-01,A1,permit,330106,"X,{Word()}
            y"
            P2,accepted,2019-03-01,A1,permit,330106,Z
            "P3,{Word()}
            P4",accepted,2019-03-02,B1,permit,330106,Z

            """);
    }

    /// <summary>A line for each column that has swallowed a word, and a name in a column that is not the contract's.</summary>
    static string Csv(string[] columns, string shape, string separator) => string.Join(separator, columns.Append("name")) + "\n"
        + string.Concat(columns.Select((_, at) => string.Join(separator, _good.Select((good, i) => i == at ? $"\"{Plant(shape)}\"" : good).Append(Word())) + "\n"));

    static string Json(string[] columns, int at, string planted) =>
        JsonSerializer.Serialize(columns.Select((column, i) => (column, Value: i == at ? planted : _good[i])).Append(("name", Value: Word())).ToDictionary(c => c.Item1, c => c.Value));

    static string Plant(string shape) => string.Format(CultureInfo.InvariantCulture, shape, Word(), Word());

    static string Word() => $"PII{Interlocked.Increment(ref _planted):D4}ZQ";

    static async Task<string> AnswerAsync(TestHost host, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, MediaTypeHeaderValue.Parse("text/csv")) };
        using var answer = await host.Client.SendAsync(request, Stop);
        Assert.InRange((int)answer.StatusCode, 200, 499);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    /// <summary>All that people read. Event store and partial results hold the values of accepted lines, which tell one case from another.</summary>
    static async Task<List<(string Where, string Text)>> StoredAsync(TestHost host)
    {
        var stored = new List<(string, string)>();
        foreach (var container in (BlobContainerClient[])[host.Account.Receipts, host.Account.Quarantine, host.Account.Publications, host.Account.Current])
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Stop))
                stored.Add(($"{container.Name}/{blob.Name}", Encoding.UTF8.GetString((await container.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content)));
        }
        await foreach (var blob in host.Account.Evidence.GetBlobsAsync(cancellationToken: Stop))
        {
            var client = host.Account.Evidence.GetBlobClient(blob.Name);
            stored.Add(($"{client.BlobContainerName}/{blob.Name}", blob.Name.EndsWith(".parquet", StringComparison.Ordinal)
                ? string.Join('\n', await EvidenceText.RowsAsync(client, Stop)) : (await client.DownloadContentAsync(Stop)).Value.Content.ToString()));
        }
        foreach (var table in (TableClient[])[host.Account.Ledger, host.Account.Runs])
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Stop))
                stored.Add((table.Name, string.Join('\n', row.Select(cell => $"{cell.Key}={cell.Value}"))));
        }
        return stored;
    }

    static string Around(string text)
    {
        var at = Planted().Match(text).Index;
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 40)];
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [GeneratedRegex("PII[A-Za-z0-9]+")]
    private static partial Regex Planted();
}
