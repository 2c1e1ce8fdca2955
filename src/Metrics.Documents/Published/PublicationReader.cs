using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Metrics.Documents.Published;

/// <summary>
/// Reads a publication (contract 5) from wherever its files lie. Each file is compared with the SHA-256 that the manifest has of it.
/// </summary>
public sealed class PublicationReader
{
    /// <summary>Opens a file of the publication by name; null where there is none.</summary>
    public delegate Task<Stream?> OpenFile(string name, CancellationToken stop);

    const string ManifestName = "manifest.json";

    readonly OpenFile _open;
    readonly Dictionary<string, ManifestFile> _files;

    PublicationReader(OpenFile open, string id, Manifest manifest) =>
        (_open, Id, Manifest, _files) = (open, id, manifest, manifest.Files.ToDictionary(f => f.Name));

    /// <summary><c>{as_of}-{first 12 hex of the SHA-256 of manifest.json}</c></summary>
    public string Id { get; }

    public Manifest Manifest { get; }

    /// <summary>Names of the tables, in the contract's order; those that are not of the contract come last.</summary>
    public IEnumerable<string> Tables => Manifest.Files
        .Where(f => f.Name.EndsWith(".csv", StringComparison.Ordinal)).Select(f => f.Name[..^".csv".Length]).OrderBy(TableWords.PlaceOf);

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="RefusedException">There is no publication, or its manifest cannot be read.</exception>
    public static async Task<PublicationReader> OpenAsync(OpenFile open, CancellationToken stop)
    {
        var stream = await open(ManifestName, stop) ?? throw PublicationRefusals.NoPublication();
        var bytes = await BytesAsync(stream, stop);
        var manifest = Parse(ManifestName, bytes, PublishedJson.Default.Manifest);
        if (manifest.Files.GroupBy(f => f.Name).FirstOrDefault(same => same.Count() > 1 || !IsName(same.Key)) is { } odd)
            throw PublicationRefusals.Unreadable(ManifestName, $"the file name '{odd.Key}'");
        var day = manifest.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(open, $"{day}-{Hash(bytes)[..12]}", manifest);
    }

    /// <summary>The publication in a folder.</summary>
    /// <exception cref="RefusedException">As of <see cref="OpenAsync"/>.</exception>
    public static Task<PublicationReader> OfFolderAsync(string folder, CancellationToken stop) =>
        OpenAsync((name, _) => Task.FromResult<Stream?>(Path.Combine(folder, name) is var path && File.Exists(path) ? File.OpenRead(path) : null), stop);

    /// <summary>What the tables only number.</summary>
    public async Task<Names> NamesAsync(CancellationToken stop) =>
        Parse("names.json", await ReadAsync("names.json", stop), PublishedJson.Default.Names);

    /// <summary>What the numbers mean.</summary>
    public async Task<Definitions> DefinitionsAsync(CancellationToken stop) =>
        Parse("summary.json", await ReadAsync("summary.json", stop), PublishedJson.Default.SummaryHead).Definitions;

    /// <summary>A whole file, compared.</summary>
    public async Task<byte[]> ReadAsync(string name, CancellationToken stop)
    {
        var bytes = await BytesAsync(await FileAsync(name, stop), stop);
        return Hash(bytes) == _files[name].Sha256 ? bytes : throw PublicationRefusals.Damaged(name);
    }

    /// <summary>SHA-256 of a table as the manifest has it; null: this publication has no such table.</summary>
    internal string? HashOf(string table) => _files.GetValueOrDefault(table + ".csv")?.Sha256;

    /// <summary>Whether the tables of another publication are byte for byte the same.</summary>
    public bool HasTablesOf(PublicationReader other) => Tables.SequenceEqual(other.Tables) && Tables.All(t => HashOf(t) == other.HashOf(t));

    /// <summary>A table, its header read; null: this publication has no such table.</summary>
    public async Task<PublishedTable?> TableAsync(string table, CancellationToken stop)
    {
        var name = table + ".csv";
        return _files.TryGetValue(name, out var file) ? await PublishedTable.OpenAsync(table, file, await FileAsync(name, stop), stop) : null;
    }

    async Task<Stream> FileAsync(string name, CancellationToken stop) =>
        (_files.ContainsKey(name) ? await _open(name, stop) : null) ?? throw PublicationRefusals.Missing(name);

    static async Task<byte[]> BytesAsync(Stream stream, CancellationToken stop)
    {
        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, stop);
            return bytes.ToArray();
        }
    }

    static T Parse<T>(string name, byte[] bytes, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw PublicationRefusals.Unreadable(name, e.Message);
        }
    }

    /// <summary>A manifest from elsewhere names no file outside its folder.</summary>
    static bool IsName(string name) => name.Length is > 0 and < 100 && name.All(c => char.IsAsciiLetterLower(c) || c is '_' or '.') && name[0] != '.';

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
