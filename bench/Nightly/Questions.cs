using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Metrics.EndToEnd;
using Metrics.Local.Demo;

namespace Metrics.Nightly;

/// <inheritdoc cref="NightlyPlan"/>
sealed record QuestionPlan(string Root, string Folder, string Command, string Host, int Events, string[] Settings);

/// <summary>
/// Asks for single cases of a whole city: their clocks, and their evidence by the door and by the command. Each question has a host of
/// its own, so that the peak is the question's, and is asked twice: the first time nothing is compiled yet.
/// </summary>
sealed class Questions(QuestionPlan plan, TextWriter to)
{
    const string AsOf = "2019-12-31";
    const string Key = "a key of the bench";

    static readonly (string Table, string[] Where)[] _evidence =
    [
        ("cases", ["on_time=false", "period=2019-03"]), ("cases", ["state=overdue", "state=due_today", "state=due_tomorrow"]), ("cases", []), ("projects", []),
    ];

    internal async Task<int> RunAsync(CancellationToken stop)
    {
        var city = new CityFolder(Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"city-{plan.Events}")), plan.Events, Plain: true);
        city.Generate(plan.Command);
        var data = Path.Combine(plan.Folder, "azurite");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        await using var azurite = await Azurite.StartAsync(Path.Combine(plan.Root, "src/Metrics.Local/azurite.cjs"), data, accounts: 1, stop);
        var storage = NightlyRounds.StorageOf(azurite);
        var run = await LoadAsync(storage, city.Path, stop);
        to.WriteLine(RunLine.Header);
        to.WriteLine(run.Text);
        to.WriteLine();
        var load = Machine.Load;
        to.WriteLine("| question | answer | wall s | again s | cpu s | peak MB |\n|---|---|---|---|---|---|");
        foreach (var (name, path) in await ClocksAsync(storage, stop))
            await AskAsync(storage, name, path, stop);
        foreach (var (table, where) in _evidence)
            await AskAsync(storage, $"evidence: {Named(table, where)}", $"/api/evidence/current/{table}?{string.Join('&', where)}", stop);
        await AskAsync(storage, "evidence: cases as a workbook", "/api/evidence/current/cases?format=xlsx", stop);
        AskCommand(city.Path);
        to.WriteLine();
        to.WriteLine($"{Machine.Describe()}, Azurite. Load average of the last minute: {load} before, {Machine.Load} after.");
        return 0;
    }

    async Task<RunLine> LoadAsync(string storage, string city, CancellationToken stop)
    {
        using var hosts = new Hosts();
        hosts.Add(await StartAsync(storage, stop));
        var inbox = new Uploads(storage);
        await inbox.PutAsync("reference", city, Directory.EnumerateFiles(city), stop);
        var logs = Path.Combine(city, "logs");
        await inbox.PutAsync("inbox", logs, Directory.EnumerateFiles(logs, "*", SearchOption.AllDirectories), stop);
        return await hosts.RunAsync("the load", AsOf, stop);
    }

    /// <summary>A case that is measured alone, and one of a project with as many cases as any of those that are told first.</summary>
    async Task<List<(string Name, string Path)>> ClocksAsync(string storage, CancellationToken stop)
    {
        using var host = await StartAsync(storage, stop);
        var project = (await RowsAsync("projects")).MaxBy(p => p["cases"]!.GetValue<int>())!;
        var part = (await RowsAsync($"cases?project_code={project["project"]}"))[0];
        var alone = (await RowsAsync("cases?on_time=true&period=2019-03"))[0];
        return
        [
            ("clock of a case", PathOf(alone)), ($"clock of a project of {project["cases"]} cases", PathOf(part)),
        ];

        async Task<List<JsonNode>> RowsAsync(string question) =>
            [.. JsonNode.Parse(await host.Client.GetStringAsync($"/api/evidence/current/{question}", stop))!.AsArray().OfType<JsonNode>()];

        static string PathOf(JsonNode row) => $"/api/cases/{Uri.EscapeDataString(row["case_id"]!.ToString())}/clock?as_of={AsOf}";
    }

    async Task AskAsync(string storage, string name, string path, CancellationToken stop)
    {
        using var host = await StartAsync(storage, stop);
        var before = host.Cost.Processor;
        var (first, bytes) = await TimeAsync();
        var (processor, peak) = (host.Cost.Processor - before, host.PeakBytes);
        var (again, _) = await TimeAsync();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {bytes >> 10} KB | {first.TotalSeconds:0.00} | {again.TotalSeconds:0.00} | {processor.TotalSeconds:0.00} | {Math.Max(peak, host.PeakBytes) >> 20} |"));

        async Task<(TimeSpan, int)> TimeAsync()
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await host.Client.GetByteArrayAsync(path, stop);
            return (Stopwatch.GetElapsedTime(start), answer.Length);
        }
    }

    void AskCommand(string city)
    {
        var (evidence, answer) = (Path.Combine(plan.Folder, "evidence"), Path.Combine(plan.Folder, "answer.csv"));
        if (Directory.Exists(evidence))
            Directory.Delete(evidence, recursive: true);
        new Contender("summarize", plan.Command, folder =>
        [
            "summarize", "--logs", .. Directory.GetDirectories(Path.Combine(city, "logs")), "--as-of", AsOf, "--out", folder, "--evidence", evidence,
            "--catalogue", Path.Combine(city, "catalogue.csv"), "--policies", Path.Combine(city, "policies.json"),
        ]).Run(Path.Combine(plan.Folder, "out"));
        // The command tells ten times as many rows as the door before it ends with another exit code.
        foreach (var (table, where) in _evidence.Where(q => q.Where.Length > 0))
        {
            var asked = where.SelectMany(w => w.StartsWith("period=", StringComparison.Ordinal) ? (string[])["--period", w["period=".Length..]] : ["--where", w]);
            var took = new Contender("cases", plan.Command, to => ["cases", evidence, "--table", table, .. asked, "--format", "csv", "--out", to]).Run(answer);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| metrics cases: {Named(table, where)} | {new FileInfo(answer).Length >> 10} KB | {took.Elapsed.TotalSeconds:0.00} | | {took.Processor.TotalSeconds:0.00} | {took.PeakBytes >> 20} |"));
        }
        Directory.Delete(evidence, recursive: true);
    }

    async Task<HostProcess> StartAsync(string storage, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        var host = await HostProcess.StartAsync(plan.Host, storage, [$"EvidenceReaders:bench={hash}", .. plan.Settings], stop);
        host.Client.DefaultRequestHeaders.Add("x-evidence-key", Key);
        return host;
    }

    static string Named(string table, string[] where) => where.Length == 0 ? $"{table}, the first 10,000" : $"{table}, {string.Join(", ", where)}";
}
