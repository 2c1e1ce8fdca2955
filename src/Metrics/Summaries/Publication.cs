using System.Globalization;
using System.Security.Cryptography;
using Metrics.Folding;

namespace Metrics.Summaries;

/// <summary>A publication (contract 5): its id and its files, written once and never changed.</summary>
public sealed class Publication
{
    Publication(string id, IReadOnlyDictionary<string, byte[]> files) => (Id, Files) = (id, files);

    /// <summary><c>{as_of}-{first 12 hex of the SHA-256 of manifest.json}</c></summary>
    public string Id { get; }

    /// <summary>File name → bytes: the tables as CSV, <c>summary.json</c>, <c>names.json</c>, <c>manifest.json</c>.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public static Publication Of(RunResult run) => Of(Summary.Of(run));

    public static Publication Of(Summary summary)
    {
        var files = new SortedList<string, byte[]>(StringComparer.Ordinal);
        foreach (var table in summary.Tables)
            files.Add(table.Name + ".csv", table.Csv);
        files.Add("summary.json", SummaryJson.Write(summary));
        files.Add("names.json", NamesJson.Write(summary.Run));
        var manifest = ManifestJson.Write(summary.Run, files);
        files.Add("manifest.json", manifest);
        var day = summary.Run.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new($"{day}-{Sha256(manifest)[..12]}", files);
    }

    internal static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
