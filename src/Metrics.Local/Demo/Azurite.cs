using System.Diagnostics;

namespace Metrics.Local.Demo;

/// <summary>An Azurite that this process started, on free ports; it ends with this process, however that ends.</summary>
public sealed class Azurite : IAsyncDisposable
{
    const string Listening = "successfully listening at ";

    readonly Process _process;

    Azurite(Process process, IReadOnlyList<Uri> endpoints) => (_process, Endpoints) = (process, endpoints);

    /// <summary>Blob, queue and table endpoint.</summary>
    public IReadOnlyList<Uri> Endpoints { get; }

    /// <param name="script"><c>azurite.cjs</c>, with <c>node_modules</c> above it.</param>
    /// <param name="folder">Where it keeps its data.</param>
    /// <param name="accounts">Accounts <c>test0</c>, <c>test1</c>, …; 0: the well-known one.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened: its own words say why.</exception>
    public static async Task<Azurite> StartAsync(string script, string folder, int accounts, CancellationToken stop)
    {
        var start = new ProcessStartInfo("node", [script, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_TEST_ACCOUNTS"] = accounts.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(stop);
        var endpoints = new List<Uri>();
        while (endpoints.Count < 3)
        {
            if (await process.StandardOutput.ReadLineAsync(stop) is not { } line)
                throw new InvalidOperationException($"Azurite did not start: {await errors}");
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
                endpoints.Add(new Uri(line[(at + Listening.Length)..]));
        }
        return new(process, endpoints);
    }

    /// <summary>The connection string of an account.</summary>
    public static string Connection(IReadOnlyList<Uri> endpoints, string account, string key) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};"
        + $"BlobEndpoint={endpoints[0]}{account};QueueEndpoint={endpoints[1]}{account};TableEndpoint={endpoints[2]}{account};";

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close(); // it saves what it holds, and ends
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
