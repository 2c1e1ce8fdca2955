using System.Text.Json;
using Metrics.CaseLogs;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;

namespace Metrics.Pipeline.Tests.Ledger;

public sealed class RejectedCountsTests(TestStorage storage)
{
    // Logs.Mixed as a row of 13 reasons told it: bad_row, unknown_event and bad_time once each.
    const string EarlierMixed = "0,1,0,0,1,1,0,0,0,0,0,0,0";

    [Fact]
    public void Counts_are_kept_by_the_code_of_their_reason()
    {
        var counts = new long[RejectReasons.Count];
        (counts[(int)RejectReason.BadRow], counts[(int)RejectReason.BadFlag]) = (2, 30);
        Assert.Equal("bad_row=2,bad_flag=30", RejectedCounts.Write(counts));
        Assert.Equal(counts, RejectedCounts.Read("bad_row=2,bad_flag=30"));
        Assert.Equal(new long[RejectReasons.Count], RejectedCounts.Read(RejectedCounts.Write(new long[RejectReasons.Count])));
    }

    [Fact]
    public void Numbers_alone_are_of_the_reasons_that_there_were_when_they_were_written()
    {
        var counts = RejectedCounts.Read("1,2,3,4,5,6,7,8,9,10,11,12,13");
        Assert.Equal((4, 0, 5), (counts[(int)RejectReason.TooLong], counts[(int)RejectReason.SpoiltId], counts[(int)RejectReason.UnknownEvent]));
        Assert.Equal((11, 0, 12, 13), (counts[(int)RejectReason.BadRating], counts[(int)RejectReason.BadFlag],
            counts[(int)RejectReason.UnknownItem], counts[(int)RejectReason.UnknownPolicy]));
    }

    [Theory, InlineData("bad_luck=1"), InlineData("bad_row=-1"), InlineData("bad_row"), InlineData("1,2"), InlineData("bad_row=1,2")]
    public void Any_other_text_is_an_error_that_shows_it(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<InvalidDataException>(() => RejectedCounts.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Inputs_that_an_earlier_version_pinned_are_read()
    {
        const string pinned = """{"source":"s","name":"a.csv","sha256":"","bytes":1,"lines":1,"events":0,"rejected":[0,1,0,0,1,1,0,0,0,0,0,0,0],"part":"","part_file":0,"refusal":null}""";
        Assert.Equal(EarlierMixed, JsonSerializer.Deserialize<StoredLog>(pinned, StoredJson.Options)!.Rejected);
    }

    [Fact]
    public async Task A_run_over_a_row_of_an_earlier_version_publishes_the_same()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        await host.DropAsync("one_window/mixed.csv", Logs.Mixed);
        var published = (await host.RunAsync())["publication"]!.ToString();
        var ledger = host.Get<LedgerTable>();
        var row = (await ledger.FindAsync(new("one_window", "mixed.csv"), Stop))!;
        Assert.Equal("bad_row=1,unknown_event=1,bad_time=1", row.Rejected);
        Assert.True(await ledger.TryWriteAsync(row with { Rejected = EarlierMixed }, row, Stop));
        Assert.Equal(published, (await host.RunAsync())["publication"]!.ToString());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
