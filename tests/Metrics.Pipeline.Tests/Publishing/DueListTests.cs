using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Metrics.Evidence;
using Metrics.Pipeline.Publishing;

namespace Metrics.Pipeline.Tests.Publishing;

/// <summary>What each department must end soon (contract 9).</summary>
public sealed class DueListTests(TestStorage storage)
{
    // Monday, 4 November 2019, with 2 working days; as of the 5th one of them is left.
    const string Log = """
        case_id,event,at,item_code,district,result
        late,accepted,2019-10-08,A1,110101,
        soon,accepted,2019-11-04,A1,110101,
        done,accepted,2019-11-04,A1,110101,
        done,decided,2019-11-04,,,granted
        other,accepted,2019-11-04,B1,110101,
        far,accepted,2019-11-04,C1,110101,
        """;

    const string Catalogue = """
        item_code,kind,department,promised_days
        A1,licence,住建局,2
        B1,licence,a/../b,2
        C1,licence,税务局,20
        """;

    [Fact]
    public async Task A_run_writes_a_list_for_each_department_that_has_something_due_once()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await PublishAsync(host);
        var first = await ListsAsync(host);
        Assert.Equal([DueLists.NameOf(new(2019, 11, 5), "a/../b"), "due/2019-11-05/住建局.xlsx"], first.Select(b => b.Name).Order(StringComparer.Ordinal));
        var sheet = await SheetAsync(host, "due/2019-11-05/住建局.xlsx");
        Assert.True(sheet.IndexOf("late", StringComparison.Ordinal) < sheet.IndexOf("soon", StringComparison.Ordinal));
        Assert.All((string[])["late", "soon", "due_tomorrow"], text => Assert.Contains(text, sheet, StringComparison.Ordinal));
        Assert.All((string[])["done", "other", "far"], text => Assert.DoesNotContain(text, sheet, StringComparison.Ordinal));

        await host.RunAsync("?as_of=2019-11-05");
        Assert.Equal(first.Select(b => b.Properties.ETag), (await ListsAsync(host)).Select(b => b.Properties.ETag));
    }

    [Theory, InlineData(2, false), InlineData(3, true)]
    public async Task Lists_have_room_for_the_rows_due_first_and_a_note_says_that_there_are_more(int most, bool areAll)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var publication = await PublishAsync(host);
        await DeleteAsync(host.Account.Evidence, "due/");
        var lists = new DueLists(host.Account, host.Get<EvidenceStore>()) { MostRows = most };
        var note = await lists.TryWriteAsync(publication, new(2019, 11, 5), Stop);
        Assert.Equal(areAll, note is null);
        Assert.StartsWith(areAll ? "" : "more cases are due soon than the lists have room for", note ?? "", StringComparison.Ordinal);
        var sheet = await SheetAsync(host, "due/2019-11-05/住建局.xlsx");
        Assert.Contains("late", sheet, StringComparison.Ordinal);
        Assert.Equal(areAll, sheet.Contains("soon", StringComparison.Ordinal));
        Assert.Contains("other", await SheetAsync(host, DueLists.NameOf(new(2019, 11, 5), "a/../b")), StringComparison.Ordinal);
    }

    static async Task<string> PublishAsync(TestHost host) => (await RunAsync(host, Log))["publication"]!.ToString();

    static async Task<JsonNode> RunAsync(TestHost host, string log)
    {
        await host.PutReferenceAsync("catalogue.csv", Logs.Utf8(Catalogue));
        await host.DropAsync("one_net/2019.csv", Logs.Utf8(log));
        return await host.RunAsync("?as_of=2019-11-05");
    }

    [Theory, InlineData(1_000_000), InlineData(0)]
    public async Task Lists_are_those_of_the_evidence_with_and_without_the_cases_due_soon_that_the_run_wrote_beside_it(int foldTogetherUpTo)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount(), [$"FoldTogetherUpTo={foldTogetherUpTo}"]);
        var run = await RunAsync(host, RandomLog(new(18)));
        var (id, publication) = (run["id"]!.ToString(), run["publication"]!.ToString());
        var lists = await BytesAsync(host);
        Assert.Equal(3, lists.Count);
        var beside = await host.Account.Partials.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, $"{id}/due/", Stop).ToListAsync(Stop);
        Assert.InRange(beside.Count, 2, foldTogetherUpTo == 0 ? 65 : 2);

        var rows = await EvidenceText.RowsAsync(host.Account, (await host.Get<EvidenceStore>().FindAsync(publication, Stop))!, "cases", Stop);
        var due = rows.Count(r => EvidenceTables.StatesDueSoon.Any(s => r.Split('|').Contains(s)));
        Assert.Equal(due, beside.Sum(b => long.Parse(b.Metadata["rows"], CultureInfo.InvariantCulture)));
        Assert.InRange(due, 50, rows.Count - 50);

        // Half of what lies beside the evidence is gone, then all.
        foreach (var gone in new[] { beside.Where((_, i) => i % 2 == 0), beside })
        {
            await DeleteAsync(host.Account.Evidence, "due/");
            foreach (var part in gone)
                await host.Account.Partials.DeleteBlobIfExistsAsync(part.Name, cancellationToken: Stop);
            Assert.Null(await host.Get<DueLists>().TryWriteAsync(publication, new(2019, 11, 5), Stop));
            Assert.Equal(lists, await BytesAsync(host));
        }
    }

    /// <summary>400 cases, accepted in October and on the first days of November; of four one is decided, one paused, one of a project.</summary>
    static string RandomLog(Random random)
    {
        var log = new StringBuilder("case_id,event,at,item_code,district,result,project_code\n");
        for (var i = 0; i < 400; i++)
        {
            var id = new string((char)('a' + random.Next(26)), random.Next(1, 4)) + random.Next(10_000);
            var accepted = new DateOnly(2019, 10, 8).AddDays(random.Next(29));
            var kind = random.Next(7);
            log.Append(CultureInfo.InvariantCulture, $"{id},accepted,{accepted:yyyy-MM-dd},{"ABC"[random.Next(3)]}1,110101,,{(kind == 0 ? $"P{random.Next(9)}" : "")}\n");
            if (kind == 1)
                log.Append(CultureInfo.InvariantCulture, $"{id},decided,{accepted.AddDays(1):yyyy-MM-dd},,,granted,\n");
            else if (kind == 2)
                log.Append(CultureInfo.InvariantCulture, $"{id},correction_requested,{accepted.AddDays(1):yyyy-MM-dd},,,,\n");
        }
        return log.ToString();
    }

    [Fact]
    public async Task Lists_are_made_of_the_cases_due_soon_alone()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var publication = await PublishAsync(host);
        var lists = await BytesAsync(host);
        await DeleteAsync(host.Account.Evidence, "due/");
        await DeleteAsync(host.Account.Evidence, "parts/");
        Assert.Null(await host.Get<DueLists>().TryWriteAsync(publication, new(2019, 11, 5), Stop));
        Assert.Equal(lists, await BytesAsync(host));
    }

    [Theory]
    [InlineData(false, "evidence/parts/", " is gone.")]
    [InlineData(true, "partials/", " is damaged: it holds")]
    public async Task Lists_that_cannot_be_made_are_a_note_and_no_failure(bool isDamaged, string blob, string found)
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var run = await RunAsync(host, Log);
        var folder = $"{run["id"]}/due/";
        if (isDamaged)
        {
            await foreach (var part in host.Account.Partials.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, Stop))
                await Damage.ChangeAsync(host.Account.Partials.GetBlobClient(part.Name), bytes => Damage.Flip(bytes, new(18)));
        }
        else
        {
            await DeleteAsync(host.Account.Partials, folder);
            await DeleteAsync(host.Account.Evidence, "parts/");
        }
        var note = await host.Get<DueLists>().TryWriteAsync(run["publication"]!.ToString(), new(2019, 11, 5), Stop);
        Assert.StartsWith($"the lists of what is due soon are not whole: {blob}", note, StringComparison.Ordinal);
        Assert.Contains(found, note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("住建局", "住建局")]
    [InlineData("a/../b", "a____b-")]
    [InlineData("", "-")]
    [InlineData("..", "__-")]
    public void A_department_of_any_text_has_a_blob_of_its_own_below_the_day(string department, string name)
    {
        var blob = DueLists.NameOf(new(2019, 11, 5), department);
        Assert.StartsWith("due/2019-11-05/" + name, blob, StringComparison.Ordinal);
        Assert.Equal(2, blob.Count(c => c == '/'));
        Assert.NotEqual(DueLists.NameOf(new(2019, 11, 5), department + "/"), DueLists.NameOf(new(2019, 11, 5), department + "_"));
        Assert.InRange(DueLists.NameOf(new(2019, 11, 5), new string('局', 5000)).Length, 60, 120);
    }

    static async Task<List<BlobItem>> ListsAsync(TestHost host) =>
        await host.Account.Evidence.GetBlobsAsync(BlobTraits.None, BlobStates.None, "due/", Stop).ToListAsync(Stop);

    /// <summary>The bytes of all lists, by name.</summary>
    static async Task<SortedDictionary<string, byte[]>> BytesAsync(TestHost host)
    {
        var lists = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var list in await ListsAsync(host))
            lists.Add(list.Name, (await host.Account.Evidence.GetBlobClient(list.Name).DownloadContentAsync(Stop)).Value.Content.ToArray());
        return lists;
    }

    static async Task DeleteAsync(BlobContainerClient container, string below)
    {
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, below, Stop))
            await container.DeleteBlobAsync(blob.Name, cancellationToken: Stop);
    }

    static async Task<string> SheetAsync(TestHost host, string name)
    {
        var bytes = (await host.Account.Evidence.GetBlobClient(name).DownloadContentAsync(Stop)).Value.Content;
        using var archive = new ZipArchive(bytes.ToStream());
        using var sheet = new StreamReader(await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Stop));
        return await sheet.ReadToEndAsync(Stop);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
