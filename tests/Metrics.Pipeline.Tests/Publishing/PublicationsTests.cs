using System.Collections.Concurrent;
using Azure.Core.Pipeline;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Metrics.Pipeline.Tests.Publishing;

public sealed class PublicationsTests(TestStorage storage)
{
    [Fact]
    public async Task A_list_of_publications_asks_for_their_folders_and_once_for_each_manifest()
    {
        var connection = storage.NewAccount();
        await using var host = await TestHost.StartAsync(connection);
        string[] files =
        [
            "2019-12-30-000000000001/a.csv", "2019-12-30-000000000001/manifest.json", "2019-12-31-000000000002/manifest.json",
            "2019-12-31-000000000003/a.csv", "2019-12-31-000000000003/b.csv", "note.txt", "other/manifest.json",
        ];
        foreach (var file in files)
            await host.Account.Publications.UploadBlobAsync(file, BinaryData.FromString("{}"), Stop);

        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DataAccount.Connection, connection)]).Build();
        using var wire = new Wire();
        using var http = new HttpClient(wire);
        var publications = new Publications(
            new(configuration.GetSection(DataAccount.Connection), new HttpClientTransport(http)), NullLogger<Publications>.Instance);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal([new("2019-12-31-000000000002", new(2019, 12, 31)), new("2019-12-30-000000000001", new(2019, 12, 30))],
                await publications.ListAsync(Stop));
        }
        Assert.All(wire.Asked.Where(a => a.Contains("comp=list", StringComparison.Ordinal)), a => Assert.Contains("delimiter=", a, StringComparison.Ordinal));
        Assert.Single(wire.Asked, a => a.EndsWith("/2019-12-30-000000000001/manifest.json", StringComparison.Ordinal));
    }

    sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
    {
        internal ConcurrentQueue<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri!.AbsoluteUri);
            return base.SendAsync(request, cancellationToken);
        }
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
