using System.Globalization;
using System.Security.Cryptography;
using Metrics.EndToEnd;
using Metrics.Local.Demo;

namespace Metrics.Nightly;

/// <summary>What to run.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Folder">Work folder.</param>
/// <param name="Command">The published command <c>metrics</c>.</param>
/// <param name="Host">The published <c>Metrics.Local.dll</c>.</param>
/// <param name="More">Percent of the events that come after the first load.</param>
/// <param name="Settings">Of the hosts, as <c>Name=Value</c>.</param>
sealed record NightlyPlan(string Root, string Folder, string Command, string Host, int Events, double More, int Hosts, int Rounds, string[] Settings);

/// <summary>
/// Puts a city into an empty inbox and runs, lets the hosts tidy, adds a little and runs again: through the inbox and over HTTP alone. The
/// publication must have the id that <c>metrics summarize</c> gives to the same logs.
/// </summary>
sealed class NightlyRounds(NightlyPlan plan, TextWriter to)
{
    const string AsOf = "2019-12-31";

    // An account of the bench's own in its own Azurite: the key is no secret.
    const string Account = "test0";
    static readonly string _key = Convert.ToBase64String(Enumerable.Repeat((byte)7, 64).ToArray());

    /// <param name="Summarize">What the command took beside it for the first load.</param>
    /// <param name="WithEvidence">The same, with the evidence, which each run of the pipeline writes.</param>
    sealed record Round(RunLine First, RunLine More, Measured Summarize, Measured WithEvidence);

    /// <returns>The exit code.</returns>
    internal async Task<int> RunAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(plan.Folder);
        var city = new CityFolder(Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"city-{plan.Events}")), plan.Events, Plain: true);
        city.Generate(plan.Command);
        var split = new SplitCity(city, plan.More, Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"nightly-{plan.Events}")));
        var both = Summarize(split, evidence: false, "first", "more").Publication;
        var busy = Machine.Load;
        to.WriteLine(RunLine.Header);
        var rounds = new List<Round>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            // Beside each load: machines of one kind differ from minute to minute.
            var (first, without) = Summarize(split, evidence: false, "first");
            var (_, with) = Summarize(split, evidence: true, "first");
            var (load, night) = await RoundAsync(split, (first, both), stop);
            rounds.Add(new(load, night, without, with));
        }
        Compare(rounds, split.More);
        to.WriteLine($"{Machine.Describe()}, Azurite. Load average of the last minute: {busy} before, {Machine.Load} after.");
        return 0;
    }

    /// <summary>Says of the median round what the night costs of the first load, and that of the command.</summary>
    void Compare(List<Round> rounds, int more)
    {
        to.WriteLine();
        var (load, night, without, with) = rounds.OrderBy(r => r.First.Wall / r.Summarize.Elapsed.TotalSeconds).ElementAt(rounds.Count / 2);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{plan.More} % more ({more} events) cost {100 * night.Wall / load.Wall:0} % of the first load's time and {100 * night.Processor / load.Processor:0} % of its processor time. Both publications are those of metrics summarize."));
        Compare(load, without, "metrics summarize");
        Compare(load, with, "metrics summarize --evidence");
    }

    void Compare(RunLine load, Measured command, string name) => to.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name} of the first load took {command.Elapsed.TotalSeconds:0.00} s and {command.Processor.TotalSeconds:0.00} s of processor time; the first load took {load.Wall / command.Elapsed.TotalSeconds:0.0} times that until its publication stood, and its hosts {load.Processor / command.Processor.TotalSeconds:0.0} times the processor time until it ended."));

    async Task<(RunLine First, RunLine More)> RoundAsync(SplitCity city, (string First, string Both) expected, CancellationToken stop)
    {
        var data = Path.Combine(plan.Folder, "azurite");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        await using var azurite = await Azurite.StartAsync(Path.Combine(plan.Root, "src/Metrics.Local/azurite.cjs"), data, accounts: 1, stop);
        var storage = StorageOf(azurite);
        using var hosts = new Hosts();
        for (var i = 0; i < plan.Hosts; i++)
            hosts.Add(await HostProcess.StartAsync(plan.Host, storage, plan.Settings, stop));
        var inbox = new Uploads(storage);
        await inbox.PutAsync("reference", city.City, Directory.EnumerateFiles(city.City), stop);
        var first = await RunAsync("first load", city, "first", expected.First);
        to.WriteLine(await hosts.TidyAsync(new(storage), stop));
        var second = await RunAsync($"{plan.More} % more", city, "more", expected.Both);
        return (first, second);

        async Task<RunLine> RunAsync(string name, SplitCity from, string delivery, string id)
        {
            var logs = from.Logs(delivery);
            await inbox.PutAsync("inbox", logs, Directory.EnumerateFiles(logs, "*", SearchOption.AllDirectories), stop);
            var line = await hosts.RunAsync(name, AsOf, stop);
            to.WriteLine(line.Text);
            return line.Publication == id ? line : throw new InvalidOperationException($"{name}: published {line.Publication}, expected {id}");
        }
    }

    /// <summary>The connection string of its one account.</summary>
    internal static string StorageOf(Azurite azurite) => Azurite.Connection(azurite.Endpoints, Account, _key);

    /// <summary>The id that the command gives to the deliveries, and what it took.</summary>
    (string Publication, Measured Cost) Summarize(SplitCity city, bool evidence, params string[] deliveries)
    {
        var cases = Path.Combine(city.Folder, "cases");
        if (Directory.Exists(cases))
            Directory.Delete(cases, recursive: true);
        var target = Path.Combine(city.Folder, "out");
        var cost = new Contender("summarize", plan.Command, folder =>
        [
            "summarize", "--logs", .. deliveries.SelectMany(d => Directory.GetDirectories(city.Logs(d))), "--as-of", AsOf, "--out", folder,
            "--catalogue", Path.Combine(city.City, "catalogue.csv"), "--policies", Path.Combine(city.City, "policies.json"),
            "--register", Path.Combine(city.City, "register.csv"), .. evidence ? ["--evidence", cases] : Array.Empty<string>(),
        ]).Run(target);
        var manifest = SHA256.HashData(File.ReadAllBytes(Path.Combine(target, "manifest.json")));
        return ($"{AsOf}-{Convert.ToHexStringLower(manifest)[..12]}", cost);
    }
}
