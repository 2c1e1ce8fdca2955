using System.IO.Compression;
using Azure.Storage.Blobs.Models;
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
        await host.PutReferenceAsync("catalogue.csv", Logs.Utf8(Catalogue));
        await host.DropAsync("one_net/2019.csv", Logs.Utf8(Log));
        await host.RunAsync("?as_of=2019-11-05");
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
        await foreach (var list in host.Account.Evidence.GetBlobsAsync(BlobTraits.None, BlobStates.None, "due/", Stop))
            await host.Account.Evidence.DeleteBlobAsync(list.Name, cancellationToken: Stop);

        var lists = new DueLists(host.Account, host.Get<EvidenceStore>()) { MostRows = most };
        var note = await lists.TryWriteAsync(publication, new(2019, 11, 5), Stop);
        Assert.Equal(areAll, note is null);
        Assert.StartsWith(areAll ? "" : "more cases are due soon than the lists have room for", note ?? "", StringComparison.Ordinal);
        var sheet = await SheetAsync(host, "due/2019-11-05/住建局.xlsx");
        Assert.Contains("late", sheet, StringComparison.Ordinal);
        Assert.Equal(areAll, sheet.Contains("soon", StringComparison.Ordinal));
        Assert.Contains("other", await SheetAsync(host, DueLists.NameOf(new(2019, 11, 5), "a/../b")), StringComparison.Ordinal);
    }

    static async Task<string> PublishAsync(TestHost host)
    {
        await host.PutReferenceAsync("catalogue.csv", Logs.Utf8(Catalogue));
        await host.DropAsync("one_net/2019.csv", Logs.Utf8(Log));
        return (await host.RunAsync("?as_of=2019-11-05"))["publication"]!.ToString();
    }

    [Fact]
    public async Task Lists_that_cannot_be_made_are_a_note_and_no_failure()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        var publication = await PublishAsync(host);
        await foreach (var part in host.Account.Evidence.GetBlobsAsync(BlobTraits.None, BlobStates.None, "parts/", Stop))
            await host.Account.Evidence.DeleteBlobAsync(part.Name, cancellationToken: Stop);
        var note = await host.Get<DueLists>().TryWriteAsync(publication, new(2019, 11, 5), Stop);
        Assert.StartsWith($"the lists of what is due soon are not whole: evidence/{publication}.json names evidence that is gone", note, StringComparison.Ordinal);
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

    static async Task<string> SheetAsync(TestHost host, string name)
    {
        var bytes = (await host.Account.Evidence.GetBlobClient(name).DownloadContentAsync(Stop)).Value.Content;
        using var archive = new ZipArchive(bytes.ToStream());
        using var sheet = new StreamReader(await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Stop));
        return await sheet.ReadToEndAsync(Stop);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
