using Metrics.Local.Demo;

[assembly: AssemblyFixture(typeof(Metrics.Pipeline.Tests.TestStorage))]

namespace Metrics.Pipeline.Tests;

/// <summary>
/// One Azurite for all tests: that of <c>METRICS_TEST_STORAGE</c> (blob, queue and table endpoint, joined by ';'), else one
/// started here. Every host gets an account of its own in it, so tests share nothing.
/// </summary>
public sealed class TestStorage : IAsyncLifetime
{
    public const string Variable = "METRICS_TEST_STORAGE";
    const int Accounts = 800;

    static readonly string _key = Convert.ToBase64String(Enumerable.Repeat((byte)7, 64).ToArray());
    static int _used = -1;

    Azurite? _own;
    string? _folder;
    IReadOnlyList<Uri> _endpoints = [];

    /// <summary>Connection string of an account that no other test has.</summary>
    public string NewAccount()
    {
        var account = Interlocked.Increment(ref _used);
        Assert.InRange(account, 0, Accounts - 1);
        return Azurite.Connection(_endpoints, $"test{account}", _key);
    }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            _endpoints = [.. given.Split(';').Select(e => new Uri(e))];
            return;
        }
        _folder = Directory.CreateTempSubdirectory("metrics-azurite-").FullName;
        _own = await Azurite.StartAsync(Repository.File("src/Metrics.Local/azurite.cjs"), _folder, Accounts, TestContext.Current.CancellationToken);
        _endpoints = _own.Endpoints;
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }
}
