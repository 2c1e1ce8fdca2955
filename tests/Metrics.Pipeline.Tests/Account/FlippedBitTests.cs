using Azure.Core.Pipeline;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Pipeline.Tests.Account;

/// <summary>Every kind of blob that is read again, one bit of it another, by the thousand: none is accepted.</summary>
/// <remarks>Parts of the event store: <see cref="Store.DamagedPartTests"/>.</remarks>
public sealed class FlippedBitTests(TestStorage storage) : IDisposable
{
    const int Flips = 1_000;

    readonly Wire _wire = new();

    [Fact]
    public async Task No_flipped_bit_of_a_blob_is_accepted()
    {
        await using var host = await StartAsync();
        var run = await host.Get<RunTable>().FindAsync((await host.RunAsync())["id"]!.ToString(), Stop) ?? throw new InvalidOperationException();
        foreach (var (kind, blob, read) in Kinds(host, run))
        {
            _wire.Flipped = "";
            await read();
            _wire.Flipped = blob;
            for (var i = 0; i < Flips; i++)
            {
                var e = await Record.ExceptionAsync(read);
                Assert.True(e is DamagedBlobException, $"{kind}, flip {i}: {e}");
                Assert.StartsWith(blob, ((DamagedBlobException)e).Blob, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>What is read, the beginning of its container and name, and how a host reads it.</summary>
    static IEnumerable<(string Kind, string Blob, Func<Task> Read)> Kinds(TestHost host, RunRow run)
    {
        var (publications, folder) = (host.Get<Publications>(), host.Get<RunFolder>());
        yield return ("current publication", "current/current.json", () => publications.CurrentAsync(Stop));
        yield return ("manifest", "publications/", () => publications.ReadManifestAsync(run.Publication, Stop));
        yield return ("table", "publications/", () => ReadAsync("quality.csv"));
        yield return ("summary", "publications/", () => ReadAsync("summary.json"));
        yield return ("receipt", "receipts/", async () =>
            await host.Get<Receipts>().FindAsync((await host.Get<LedgerTable>().FindAsync(new("one_window", "good.csv"), Stop))!, Stop));
        yield return ("catalogue", "reference/catalogue.csv", () => host.Get<ReferenceStore>().ReadAsync(Stop));
        yield return ("plan", "partials/", () => folder.FindPlanAsync(run.RowKey, Stop));
        yield return ("inputs", "partials/", () => folder.FindInputsAsync(run.RowKey, Stop));
        yield return ("batch taken in", "partials/", () => folder.FindTakenAsync(run.RowKey, 0, Stop));
        yield return ("pinned reference data", "partials/", () => folder.ReadReferenceAsync(run.RowKey, Stop));

        async Task ReadAsync(string file)
        {
            await using var bytes = await publications.OpenAsync(run.Publication, file, Stop) ?? throw new InvalidOperationException(file);
            await bytes.CopyToAsync(Stream.Null, Stop);
        }
    }

    [Fact]
    public async Task No_flipped_bit_of_a_partial_result_is_accepted()
    {
        await using var host = await StartAsync();
        var run = await host.Get<RunTable>().FindAsync((await host.RunAsync())["id"]!.ToString(), Stop) ?? throw new InvalidOperationException();
        var folder = host.Get<RunFolder>();
        var reference = (await folder.ReadReferenceAsync(run.RowKey, Stop)).Parse(run.KnownOnDay);
        _wire.Flipped = "partials/";
        for (var i = 0; i < Flips; i++)
        {
            await Assert.ThrowsAsync<DamagedBlobException>(() => folder.ReadFoldAsync(run.RowKey, null, reference, Stop));
            await Assert.ThrowsAsync<DamagedBlobException>(() => folder.ReadMergedAsync(run.RowKey, reference, Stop));
        }
    }

    public void Dispose() => _wire.Dispose();

    async Task<TestHost> StartAsync()
    {
        var account = storage.NewAccount();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, account)]).Build();
        var data = new DataAccount(configuration.GetSection(DataAccount.Connection), new HttpClientTransport(_wire));
        var host = await TestHost.StartAsync(account, services: s => s.AddSingleton(data));
        await host.Get<ReferenceStore>().PutAsync("catalogue.csv", Logs.Catalogue, Stop);
        await host.DropAsync("one_window/good.csv", Logs.Good);
        return host;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Storage that answers for blobs of one's choice with one bit of them another.</summary>
    sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
    {
        readonly Random _random = new(6);

        /// <summary>The beginning of container and name; empty: none.</summary>
        internal string Flipped { get; set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var blob = string.Concat(request.RequestUri!.Segments.Skip(2));
            if (Flipped.Length == 0 || !blob.StartsWith(Flipped, StringComparison.Ordinal) || !answer.IsSuccessStatusCode || request.Method != HttpMethod.Get)
                return answer;
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            Damage.Flip(bytes, _random);
            var flipped = new ByteArrayContent(bytes);
            foreach (var header in answer.Content.Headers)
                flipped.Headers.TryAddWithoutValidation(header.Key, header.Value);
            answer.Content = flipped;
            return answer;
        }
    }
}
