using System.Diagnostics;
using System.Globalization;
using System.Text;
using Metrics.EndToEnd;
using Metrics.Local.Demo;

namespace Metrics.Nightly;

/// <param name="Files">Logs of one line.</param>
/// <param name="BadBytes">Size of one more log, each of whose lines is rejected.</param>
/// <param name="Readers">Callers that ask for tables for as long as the run takes.</param>
sealed record CrowdPlan(string Root, string Folder, string Host, int Files, long BadBytes, int Readers, string[] Settings);

/// <summary>The worst night: many small logs, one large log of bad lines, and readers while the run goes on.</summary>
sealed class CrowdedNight(CrowdPlan plan, TextWriter to)
{
    const string AsOf = "2019-12-31";
    const string Header = "case_id,event_id,event,at,item_code,district\n";
    const string Catalogue = "item_code,name,kind,department,promised_days,online,policy\nA1,Permit,licence,Market,5,1,\n";
    /// <summary>Of a reader, after each answer.</summary>
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    static readonly string[] _questions = ["current", "current/approval_time", "current/quality?format=csv", "current/summary", "current/warnings"];

    internal async Task<int> RunAsync(CancellationToken stop)
    {
        var data = Path.Combine(plan.Folder, "azurite");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        await using var azurite = await Azurite.StartAsync(Path.Combine(plan.Root, "src/Metrics.Local/azurite.cjs"), data, accounts: 1, stop);
        var storage = NightlyRounds.StorageOf(azurite);
        var host = await HostProcess.StartAsync(plan.Host, storage, plan.Settings, stop);
        using var hosts = new Hosts();
        hosts.Add(host);
        await new Uploads(storage).PutAsync("reference", [("catalogue.csv", Encoding.UTF8.GetBytes(Catalogue))], stop);
        await new Uploads(storage).PutAsync("inbox", Logs(0, 100), stop);
        to.WriteLine(RunLine.Header);
        to.WriteLine((await hosts.RunAsync("100 logs", AsOf, stop)).Text);
        await new Uploads(storage).PutAsync("inbox", Logs(100, plan.Files), stop);
        await new Uploads(storage).PutAsync("inbox", [("one_net/bad.csv", Bad())], stop);
        var load = Machine.Load;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var readers = Enumerable.Range(0, plan.Readers).Select(i => ReadAsync(host.Client, i, over.Token)).ToList();
        var run = await hosts.RunAsync(string.Create(CultureInfo.InvariantCulture, $"{plan.Files} more and {plan.BadBytes >> 20} MB of bad lines"), AsOf, stop);
        await over.CancelAsync();
        to.WriteLine(run.Text);
        var waits = (await Task.WhenAll(readers)).SelectMany(w => w).Order().ToList();
        to.WriteLine();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{plan.Readers} readers had {waits.Count} answers, all 200: median {waits[waits.Count / 2].TotalMilliseconds:0} ms, p99 {waits[waits.Count * 99 / 100].TotalMilliseconds:0} ms, slowest {waits[^1].TotalMilliseconds:0} ms."));
        to.WriteLine($"{Machine.Describe()}, Azurite. Load average of the last minute: {load} before, {Machine.Load} after.");
        return 0;
    }

    /// <exception cref="HttpRequestException">An answer is none of a whole table.</exception>
    static async Task<List<TimeSpan>> ReadAsync(HttpClient client, int reader, CancellationToken over)
    {
        var waits = new List<TimeSpan>();
        for (var i = reader; !over.IsCancellationRequested; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync($"/api/summaries/{_questions[i % _questions.Length]}", CancellationToken.None);
            waits.Add(Stopwatch.GetElapsedTime(start));
            await Task.Delay(_pause, CancellationToken.None);
        }
        return waits;
    }

    static IEnumerable<(string Name, byte[] Bytes)> Logs(int first, int count)
    {
        for (var i = first; i < first + count; i++)
            yield return (string.Create(CultureInfo.InvariantCulture, $"one_window/{i % 365:000}/{i}.csv"), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Header}S{i},1,accepted,2019-03-01,A1,330106\n")));
    }

    /// <summary>The district and the item stand in each other's column.</summary>
    byte[] Bad()
    {
        var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(Header));
        for (var i = 0; bytes.Length < plan.BadBytes; i++)
            bytes.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"B{i},1,accepted,2019-03-01 09:00:00,330106,A1\n")));
        return bytes.ToArray();
    }
}
