using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Metrics.Local;
using Metrics.Local.Demo;
using Metrics.Pipeline.Account;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Page.Tests;

/// <summary>The city in storage of its own, after a run, behind the doors of a local host.</summary>
public sealed class ServedCity(City city) : IAsyncLifetime
{
    internal const string Key = "a-key-for-tests";

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-served-").FullName;
    Azurite? _storage;
    WebApplication? _app;

    internal string Address => _app!.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        _storage = await Azurite.StartAsync(Repository.File("src/Metrics.Local/azurite.cjs"), _folder, 1, stop);
        var connection = Azurite.Connection(_storage.Endpoints, "test0", Convert.ToBase64String(Enumerable.Repeat((byte)7, 64).ToArray()));
        _app = LocalApp.Create(
        [
            $"--Data={connection}", "--urls=http://127.0.0.1:0", $"--FunctionKey={Key}", "--NightlySchedule=0 0 0 1 1 *", "--AsOf=2019-12-31", "--City=云溪市",
            "--Logging:LogLevel:Default=Warning", "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.4",
        ]);
        await _app.StartAsync(stop);
        await PutInputsAsync(_app.Services.GetRequiredService<DataAccount>(), stop);
        await RunAsync(stop);
    }

    async Task PutInputsAsync(DataAccount account, CancellationToken stop)
    {
        foreach (var name in (string[])["catalogue.csv", "policies.json"])
            await PutAsync(account.Reference, name, Path.Combine(city.Inputs, name), stop);
        var logs = Path.Combine(city.Inputs, "logs");
        foreach (var file in Directory.EnumerateFiles(logs, "*", SearchOption.AllDirectories))
            await PutAsync(account.Inbox, Path.GetRelativePath(logs, file).Replace('\\', '/'), file, stop);
    }

    static async Task PutAsync(BlobContainerClient container, string name, string file, CancellationToken stop) =>
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(await File.ReadAllBytesAsync(file, stop)), overwrite: true, stop);

    async Task RunAsync(CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = new(Address) };
        client.DefaultRequestHeaders.Add("x-functions-key", Key);
        var location = (await client.PostAsync("/api/runs", null, stop)).Headers.Location!.ToString();
        for (JsonNode? run = null; run?["ended_at"] is null; run = await client.GetFromJsonAsync<JsonNode>(location, stop))
            await Task.Delay(100, stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }
        if (_storage is not null)
            await _storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
