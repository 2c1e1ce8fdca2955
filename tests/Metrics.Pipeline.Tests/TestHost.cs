using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Metrics.Local;
using Metrics.Pipeline.Account;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests;

/// <summary>A local host over an account: real HTTP on a free port, real storage.</summary>
sealed class TestHost : IAsyncDisposable
{
    internal const string Key = "a key for tests";
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    readonly WebApplication _app;

    TestHost(WebApplication app, string connection)
    {
        (_app, Connection) = (app, connection);
        Client = new(new ToldAnswers()) { BaseAddress = new(app.Urls.First()), Timeout = _patience };
        Client.DefaultRequestHeaders.Add("x-functions-key", Key);
    }

    /// <summary>Sends the key with every request, and takes no answer that the table of doors does not tell.</summary>
    internal HttpClient Client { get; }

    internal string Connection { get; }

    internal DataAccount Account => _app.Services.GetRequiredService<DataAccount>();

    internal T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="settings">As <c>Name=Value</c>, over those of a test.</param>
    internal static async Task<TestHost> StartAsync(string connection, string[]? settings = null, Action<IServiceCollection>? services = null)
    {
        var app = LocalApp.Create(Arguments(connection, settings ?? []), services);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, connection);
    }

    internal static string[] Arguments(string connection, string[] settings) =>
    [
        $"--Data={connection}", "--urls=http://127.0.0.1:0", $"--FunctionKey={Key}", "--NightlySchedule=0 0 0 1 1 *", "--AsOf=2019-12-31", "--ReceiptWait=00:01:00",
        "--Logging:LogLevel:Default=Warning", "--AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:03",
        "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.4",
        .. settings.Select(s => "--" + s),
    ];

    internal Task PutReferenceAsync(string name, byte[] bytes) => PutAsync(Account.Reference, name, bytes);

    internal Task DropAsync(string path, byte[] bytes) => PutAsync(Account.Inbox, path, bytes);

    /// <summary>Puts an example's catalogue, policies and logs into the account.</summary>
    internal Task PutExampleAsync(string folder) => PutExampleAsync(Account, folder);

    /// <inheritdoc cref="PutExampleAsync(string)"/>
    internal static Task PutExampleAsync(string connection, string folder)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, connection)]).Build();
        return PutExampleAsync(new DataAccount(settings.GetSection(DataAccount.Connection)), folder);
    }

    /// <summary>Asks for a run and waits until it is over.</summary>
    internal async Task<JsonNode> RunAsync(string query = "")
    {
        var answer = await Client.PostAsync($"/api/runs{query}", null, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await WaitForRunAsync(answer.Headers.Location!.ToString());
    }

    internal async Task<JsonNode> WaitForRunAsync(string location)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(_patience);
        while (true)
        {
            var run = (await Client.GetFromJsonAsync<JsonNode>(location, patience.Token))!;
            if (run["ended_at"] is not null)
                return run;
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>All files of a publication by name.</summary>
    internal async Task<SortedDictionary<string, byte[]>> PublicationAsync(string id)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var blob in Account.Publications.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, id + "/", Stop))
            files.Add(blob.Name[(id.Length + 1)..], (await Account.Publications.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content.ToArray());
        return files;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task PutExampleAsync(DataAccount account, string folder)
    {
        foreach (var name in new[] { "catalogue.csv", "policies.json", "mappings.json" })
        {
            if (File.Exists(Path.Combine(folder, name)))
                await PutAsync(account.Reference, name, await File.ReadAllBytesAsync(Path.Combine(folder, name), Stop));
        }
        var logs = Path.Combine(folder, "logs");
        foreach (var file in Directory.EnumerateFiles(logs, "*", SearchOption.AllDirectories))
            await PutAsync(account.Inbox, Path.GetRelativePath(logs, file).Replace('\\', '/'), await File.ReadAllBytesAsync(file, Stop));
    }

    static async Task PutAsync(BlobContainerClient container, string name, byte[] bytes) =>
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, Stop);
}
