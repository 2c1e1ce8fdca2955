using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Metrics.Local.Demo;

/// <summary>
/// What <c>./run</c> shows: a made-up city-year in local storage, the nightly run over it, and its result pulled over HTTP.
/// Everything that it starts ends with it.
/// </summary>
sealed class DemoRun(string root, string cli, CancellationToken stop)
{
    const string AsOf = "2019-12-31";
    const string Cases = "20000";
    const string HallSheet = "办件明细.xlsx";
    const string PulledSource = "one_net";
    const string PulledLog = "ratings/2019-Q4.ndjson";

    // Azurite's well-known account; its key is no secret.
    const string Account = "devstoreaccount1";
    const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    readonly string _folder = Path.Combine(root, ".run");
    readonly string _evidenceKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    readonly long _start = Stopwatch.GetTimestamp();

    /// <param name="args">The repository's folder, <c>metrics.dll</c>, and <c>--once</c> to end after the result.</param>
    internal static async Task<int> MainAsync(string[] args)
    {
        using var end = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) => { key.Cancel = true; end.Cancel(); };
        using var asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => { signal.Cancel = true; end.Cancel(); });
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 120;
        try
        {
            await new DemoRun(args[0], args[1], end.Token).RunAsync(once: args.Contains("--once"));
            return 0;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"run: {e.Message}");
            return 1;
        }
    }

    async Task RunAsync(bool once)
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        Say("starting Azurite on free ports");
        await using var azurite = await Azurite.StartAsync(Path.Combine(root, "src/Metrics.Local/azurite.cjs"), Path.Combine(_folder, "azurite"), 0, stop);
        Say($"generating a city-year: {Cases} cases of 2019, one-window and one-net");
        await GenerateAsync();
        await using var ratings = await RatingSystem.StartAsync(TakeApart(PulledLog), stop);
        Say("starting the doors");
        await using var app = LocalApp.Create([
            $"--Data={Azurite.Connection(azurite.Endpoints, Account, AccountKey)}", "--urls=http://127.0.0.1:0", $"--AsOf={AsOf}", "--City=云溪市",
            "--NightlySchedule=0 0 18 * * *", "--Logging:LogLevel:Default=Warning",
            $"--EvidenceReaders:demo={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_evidenceKey)))}",
            .. ratings.Settings(PulledSource, PulledLog)]);
        await app.StartAsync(stop);
        try
        {
            await ShowAsync(app, once);
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Moves a log out of the city's inbox to where its system keeps it.</summary>
    /// <returns>The folder of that system.</returns>
    string TakeApart(string log)
    {
        var kept = Path.Combine(_folder, "rating-system");
        var target = Path.Combine(kept, log);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(Path.Combine(_folder, "city/logs", PulledSource, log), target);
        return kept;
    }

    async Task ShowAsync(WebApplication app, bool once)
    {
        var account = app.Services.GetRequiredService<DataAccount>();
        var files = await CityFolder.UploadAsync(Path.Combine(_folder, "city"), account, stop);
        Say($"putting {files} log files into the inbox, catalogue, policies and register into reference");
        await account.Inbox.GetBlobClient($"hall/{HallSheet}").UploadAsync(Path.Combine(root, "samples/hall", HallSheet), stop);
        await account.Reference.GetBlobClient("mappings.json").UploadAsync(Path.Combine(root, "samples/hall/mappings.json"), stop);
        Say($"putting a hall's own spreadsheet beside them, {HallSheet}, with the mapping that reads it");
        Say($"leaving {PulledSource}/{PulledLog} with its system: the run will pull it over HTTP");
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("x-functions-key", LocalApp.FunctionKey(app));
        client.DefaultRequestHeaders.Add("x-evidence-key", _evidenceKey);
        var run = await RunNightlyAsync(client, account);
        await new DemoScreen(client, run).ShowAsync(LocalApp.FunctionKey(app), stop);
        await SaveAsync(client, run["publication"]!.ToString());
        if (once)
            return;
        Say("Ctrl-C ends it");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>What an office sends on: the year's report as a Word file, and the whole publication as a workbook.</summary>
    async Task SaveAsync(HttpClient client, string publication)
    {
        foreach (var (door, file) in new[] { ("report?year=2019&language=zh", "2019年度报告.docx"), ("workbook", "2019.xlsx") })
        {
            var path = Path.Combine(_folder, file);
            await using (var to = File.Create(path))
            {
                await using var from = await client.GetStreamAsync($"/api/summaries/{publication}/{door}", stop);
                await from.CopyToAsync(to, stop);
            }
            Console.WriteLine($"  {path}");
        }
    }

    async Task GenerateAsync()
    {
        using var generate = Process.Start(new ProcessStartInfo("dotnet",
            [cli, "generate", "--cases", Cases, "--seed", "1", "--year", "2019", "--out", Path.Combine(_folder, "city")])
        { RedirectStandardOutput = true })!;
        await generate.StandardOutput.ReadToEndAsync(stop);
        await generate.WaitForExitAsync(stop);
        if (generate.ExitCode != 0)
            throw new InvalidOperationException($"metrics generate ended with {generate.ExitCode}");
    }

    async Task<JsonNode> RunNightlyAsync(HttpClient client, DataAccount account)
    {
        Say($"firing the nightly run, as of {AsOf}");
        (await client.PostAsync("/admin/functions/NightlyRun", null, stop)).EnsureSuccessStatusCode();
        var id = "";
        await foreach (var row in account.Runs.QueryAsync<RunRow>(cancellationToken: stop))
            id = row.RowKey;
        for (var step = ""; ; await Task.Delay(100, stop))
        {
            var run = (await client.GetFromJsonAsync<JsonNode>($"/api/runs/{id}", stop))!;
            if (run["step"]?.ToString() is { } now && now != step)
                Say("  " + (step = now));
            if (run["state"]!.ToString() is "succeeded" or "partial")
                return run;
            if (run["error"] is { } error)
                throw new InvalidOperationException($"the run {run["state"]}: {error}");
        }
    }

    void Say(string text) => Console.WriteLine($"{Stopwatch.GetElapsedTime(_start).TotalSeconds,6:0.0} s  {text}");
}
