using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Metrics.Documents.Published;

/// <summary>A table of a publication, read once, row after row.</summary>
public sealed class PublishedTable : IDisposable
{
    /// <summary>In the order of the tables' columns.</summary>
    internal static readonly IReadOnlyList<string> KeyColumns =
    [
        "period", "month", "policy", "district", "channel", "stage", "department", "item_code", "indicator", "check", "figure", "source", "file", "code",
    ];

    readonly ManifestFile _file;
    readonly SHA256 _hash = SHA256.Create();
    readonly TableRows _rows;

    PublishedTable(string name, ManifestFile file, Stream stream)
    {
        (Name, _file) = (name, file);
        _rows = new(new StreamReader(new CryptoStream(stream, _hash, CryptoStreamMode.Read)));
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>How many of the first columns are keys, texts; all others are numbers or empty.</summary>
    public int Keys => Columns.TakeWhile(KeyColumns.Contains).Count();

    internal static async Task<PublishedTable> OpenAsync(string name, ManifestFile file, Stream stream, CancellationToken stop)
    {
        var table = new PublishedTable(name, file, stream);
        if (await table._rows.ReadAsync(stop))
            table.Columns = [.. table._rows.Fields];
        return table;
    }

    /// <summary>The rows, in the order of the file.</summary>
    /// <exception cref="RefusedException">At the end: the file is not the one that the manifest names. What came before counts for nothing.</exception>
    public async IAsyncEnumerable<PublishedRow> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var places = Columns.Index().ToDictionary(c => c.Item, c => c.Index);
        while (await _rows.ReadAsync(stop))
        {
            if (_rows.Fields.Count != Columns.Count)
                throw PublicationRefusals.Damaged(_file.Name);
            yield return new(places, [.. _rows.Fields]);
        }
        if (_hash.Hash is not { } hash || Convert.ToHexStringLower(hash) != _file.Sha256)
            throw PublicationRefusals.Damaged(_file.Name);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _hash.Dispose();
    }
}
