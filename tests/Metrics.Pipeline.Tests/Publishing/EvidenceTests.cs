using System.Security.Cryptography;
using System.Text;
using Metrics.Pipeline.Publishing;

namespace Metrics.Pipeline.Tests.Publishing;

/// <summary>The evidence of a run in storage (contract 9).</summary>
public sealed class EvidenceTests(TestStorage storage)
{
    static readonly string[] _tables = ["cases", "projects", "stages", "ratings", "faults"];

    [Theory, InlineData(1), InlineData(2)]
    public async Task A_publication_names_its_parts_with_their_rows_and_hashes(int example)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var (index, tables) = await RunAsync(host, example);
        Assert.Equal(_tables.Order(StringComparer.Ordinal), index.Parts.Select(p => p.Table).Distinct());
        Assert.Equal(index.Parts.Select(p => p.Name).Order(StringComparer.Ordinal), index.Parts.Select(p => p.Name));
        foreach (var part in index.Parts)
        {
            Assert.Matches($"^parts/[^/]+/{part.Table}/([0-9]{{3}}|merged)\\.parquet$", part.Name);
            var blob = host.Account.Evidence.GetBlobClient(part.Name);
            Assert.Equal(part.Sha256, Convert.ToHexStringLower(SHA256.HashData((await blob.DownloadContentAsync(Stop)).Value.Content)));
            var rows = await EvidenceText.RowsAsync(blob, Stop);
            Assert.Equal(part.Rows, rows.Count);
            if (part.Table != "faults")
                Assert.Equal(rows.OrderBy(r => r.Split('|')[0], StringComparer.Ordinal), rows);
        }
        var rowsOf = _tables.ToDictionary(t => t, t => index.Parts.Where(p => p.Table == t).Sum(p => p.Rows));
        Assert.Equal(Sum(tables["online_handling.csv"], "accepted") + Sum(tables["online_handling.csv"], "refused"), rowsOf["cases"]);
        Assert.Equal(Sum(tables["stage_time.csv"], "done"), rowsOf["stages"]);
        Assert.Equal(Sum(tables["ratings.csv"], "rated"), rowsOf["ratings"]);
        Assert.Equal(Rows(tables["warnings.csv"]).Sum(r => long.Parse(r["count"])), rowsOf["faults"]);
    }

    [Fact]
    public async Task Shards_folded_apart_give_the_rows_of_shards_folded_together()
    {
        await using var together = await TestHost.StartAsync(storage.NewAccount());
        await using var apart = await TestHost.StartAsync(storage.NewAccount(), ["FoldTogetherUpTo=0"]);
        var ((some, _), (many, _)) = (await RunAsync(together, 1), await RunAsync(apart, 1));
        Assert.InRange(many.Parts.Count, some.Parts.Count + 10, 64 * 5);
        foreach (var table in _tables)
        {
            Assert.Equal((await EvidenceText.RowsAsync(together.Account, some, table, Stop)).Order(StringComparer.Ordinal),
                (await EvidenceText.RowsAsync(apart.Account, many, table, Stop)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Two_runs_of_the_same_inputs_write_the_same_bytes_and_the_publication_keeps_the_first()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var (first, _) = await RunAsync(host, 2);
        var (second, _) = await RunAsync(host, 2);
        Assert.Equal(first.Parts, second.Parts);
        var all = new List<(string Name, string Hash)>();
        await foreach (var blob in host.Account.Evidence.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.Metadata, Azure.Storage.Blobs.Models.BlobStates.None, "parts/", Stop))
            all.Add((string.Join('/', blob.Name.Split('/')[2..]), blob.Metadata["sha256"]));
        Assert.Equal(2 * first.Parts.Count, all.Count);
        Assert.Equal(first.Parts.Count, all.Distinct().Count());
    }

    static async Task<(EvidenceIndex Index, SortedDictionary<string, byte[]> Tables)> RunAsync(TestHost host, int example)
    {
        await host.PutExampleAsync(Repository.Example(example));
        var run = await host.RunAsync($"?as_of={(await File.ReadAllTextAsync(Path.Combine(Repository.Example(example), "as_of.txt"), Stop)).Trim()}");
        var id = run["publication"]!.ToString();
        return ((await host.Get<EvidenceStore>().FindAsync(id, Stop))!, await host.PublicationAsync(id));
    }

    /// <summary>Of the years at <c>*</c>.</summary>
    static long Sum(byte[] csv, string column) =>
        Rows(csv).Where(r => r["period"].Length == 4 && r.Values.Skip(1).TakeWhile(v => v == "*").Count() == KeysOf(r) - 1).Sum(r => long.Parse(r[column]));

    static int KeysOf(Dictionary<string, string> row) => row.Keys.TakeWhile(k => k is "period" or "policy" or "district" or "department" or "channel" or "stage" or "item_code").Count();

    static IEnumerable<Dictionary<string, string>> Rows(byte[] csv)
    {
        var lines = Encoding.UTF8.GetString(csv).TrimEnd('\n').Split('\n');
        return lines.Skip(1).Select(l => lines[0].Split(',').Zip(l.Split(',')).ToDictionary(p => p.First, p => p.Second));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
