using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Metrics.Infra.Tests;

/// <summary>What a parameter file would deploy, as the compiler foretells it: expressions evaluated as far as they can be without Azure.</summary>
sealed class Snapshot(JsonArray resources)
{
    static readonly ConcurrentDictionary<string, Task<Snapshot>> Taken = new();

    /// <summary>The snapshot of a parameter file in the environment as it is, taken once.</summary>
    public static Task<Snapshot> OfAsync(string parameterFile) => Taken.GetOrAdd(parameterFile, file => TakeAsync(file));

    public static async Task<Snapshot> TakeAsync(string parameterFile, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var folder = TemporaryFolder.WithInfra();
        var answer = await Bicep.RunAsync(folder.Name,
        [
            "snapshot", parameterFile, "--mode", "overwrite", "--location", "chinanorth3", "--resource-group", "city",
            "--subscription-id", "22222222-2222-2222-2222-222222222222", "--tenant-id", "11111111-1111-1111-1111-111111111111",
        ], environment);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        var file = Path.Combine(folder.Name, Path.ChangeExtension(parameterFile, ".snapshot.json"));
        return new Snapshot(JsonNode.Parse(await File.ReadAllTextAsync(file))!["predictedResources"]!.AsArray());
    }

    public IEnumerable<JsonObject> All => resources.OfType<JsonObject>();

    public IEnumerable<JsonObject> Of(string type) => All.Where(r => (string?)r["type"] == type);

    /// <summary>Last parts of the names of the resources of a type.</summary>
    public IEnumerable<string> NamesOf(string type) => Of(type).Select(r => r["name"]!.ToString().Split('/')[^1]);

    /// <summary>The settings of the app: what only Azure can tell stays an expression in brackets.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Of("Microsoft.Web/sites/config").Single()["properties"]!.AsObject().ToDictionary(p => p.Key, p => p.Value!.ToString());
}
