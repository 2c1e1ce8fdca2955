using System.Text;
using System.Text.Json.Nodes;
using Metrics.CaseLogs;
using Metrics.Documents;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Tests.Ingest;

/// <summary>Lines that are rejected lie on disk, for the owner alone, and not in memory.</summary>
[Collection(Alone.Name)]
public sealed class RejectedLinesTests(TestStorage storage)
{
    const int Lines = 100_000;

    [Fact]
    public void Rejected_lines_take_no_memory_for_each_of_them()
    {
        var fields = new KeyValuePair<string, string>[] { new("case_id", new string('c', 200)) };
        using var rejected = new RejectedLines();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var line = 2; line < Lines + 2; line++)
            rejected.Add(new(line, RejectReason.BadTime, "at", "soon", "a time", "时间", fields));
        rejected.EndReading();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1 << 20);
        Assert.InRange(rejected.Quarantine!.Length, Lines * 200L, long.MaxValue);
        Assert.Equal(Enumerable.Range(2, Receipt.ShownRejections).Select(i => (long)i), rejected.First.Select(l => l.Line));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Quarantine_has_the_lines_in_order_whichever_threads_read_them_and_then_those_that_were_judged(int threads)
    {
        using var rejected = new RejectedLines();
        using var together = new Barrier(threads);
        var readers = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            together.SignalAndWait();
            for (var line = 2 + thread; line < 1000; line += threads)
            {
                rejected.Add(Bad(line, "first\n\u2028行"));
                rejected.Add(Bad(line, "second"));
            }
        })).ToList();
        readers.ForEach(r => r.Start());
        readers.ForEach(r => r.Join());
        rejected.EndReading();
        foreach (var line in (int[])[500, 3])
            rejected.Add(Bad(line, "judged"));
        rejected.Quarantine!.Position = 0;
        var found = new StreamReader(rejected.Quarantine).ReadToEnd().TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!);
        var expected = Enumerable.Range(2, 998).SelectMany(line => new[] { $"{line} first\n\u2028行", $"{line} second" }).Concat(["500 judged", "3 judged"]);
        Assert.Equal(expected, found.Select(l => $"{l["line"]} {l["fields"]!["at"]}"));

        static Rejection Bad(int line, string value) => new(line, RejectReason.BadTime, "at", value, "a time", "时间", [new("at", value)]);
    }

    [Fact]
    public async Task Every_rejected_line_of_a_log_is_in_quarantine_and_its_receipt_shows_the_first()
    {
        await using var host = await TestHost.StartAsync(storage.NewAccount());
        await host.PutReferenceAsync("catalogue.csv", Logs.Catalogue);
        var log = new StringBuilder("case_id,event_id,event,at,item_code,district,result\n");
        for (var i = 0; i < Lines; i++)
            log.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},1,2019-03-01 08:00,accepted,A1,110101,\n");
        await host.DropAsync("one_net/swapped.csv", Logs.Utf8(log.ToString()));
        Assert.Equal(Lines, (await host.RunAsync())["counts"]!["rejected"]!.GetValue<int>());
        var row = await host.Get<LedgerTable>().FindAsync(new("one_net", "swapped.csv"), Stop);
        var quarantine = (await host.Account.Quarantine.GetBlobClient(row!.ReceiptBlob.Replace(".json", ".ndjson", StringComparison.Ordinal)).DownloadContentAsync(Stop)).Value;
        var numbers = Encoding.UTF8.GetString(quarantine.Content).TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!["line"]!.GetValue<int>());
        Assert.Equal(Enumerable.Range(2, Lines), numbers);
        Assert.Equal(WriteOnce.HashOf(quarantine.Content), quarantine.Details.Metadata[WriteOnce.HashKey]);
    }

    [Fact]
    public void A_temporary_file_is_its_owners_alone_and_has_no_name_that_outlives_a_kill()
    {
        using var file = TemporaryFile.Open();
        file.Write("a line"u8);
        file.Flush();
        Assert.False(File.Exists(file.Name));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.SafeFileHandle));
        file.Position = 0;
        Assert.Equal("a line", new StreamReader(file).ReadToEnd());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
