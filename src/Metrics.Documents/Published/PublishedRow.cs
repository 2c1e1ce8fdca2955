using System.Globalization;

namespace Metrics.Documents.Published;

/// <summary>A row of a published table.</summary>
public sealed class PublishedRow
{
    readonly IReadOnlyDictionary<string, int> _places;
    readonly string[] _fields;

    internal PublishedRow(IReadOnlyDictionary<string, int> places, string[] fields) => (_places, _fields) = (places, fields);

    /// <summary>By column, as they stand in the file.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The column's text as it stands in the file.</summary>
    public string this[string column] => _fields[_places[column]];

    /// <summary>Whether the table has the column.</summary>
    public bool Has(string column) => _places.ContainsKey(column);

    /// <summary>Null: a number of nothing.</summary>
    public long? Count(string column) => this[column] is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>A rate or a mean with the decimals of the file; null: of nothing.</summary>
    public decimal? Number(string column) => this[column] is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
