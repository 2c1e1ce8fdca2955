using System.Security.Cryptography;

namespace Metrics.Policies;

/// <summary>A row of the catalogue: a service item (事项) from a day to a day.</summary>
/// <param name="Item">Number of the item's code in <see cref="Catalogue.Items"/>.</param>
/// <param name="Licence">行政许可</param>
/// <param name="Department">Number in <see cref="Catalogue.Departments"/>, -1 when empty.</param>
/// <param name="PromisedDays">Promised limit in working days, 0 = at once.</param>
/// <param name="Policy">Number of the policy in <see cref="PolicySet.Ids"/>, or <see cref="PolicySet.Promised"/>.</param>
/// <param name="From">First day in force (day number, included).</param>
/// <param name="To">Last day in force (day number, included).</param>
public sealed record CatalogueRow(
    int Item, string Name, bool Licence, int Department, bool Online, bool OnlineExcluded, int OnlineDepth, bool Hall,
    bool HallExcluded, bool Immediate, bool OneTrip, bool HighFrequency, int StatutoryDays, int PromisedDays, int Policy,
    int From, int To)
{
    public bool InForce(int day) => From <= day && day <= To;
}

/// <summary>The catalogue of service items (事项目录). Immutable, for any thread.</summary>
public sealed class Catalogue
{
    readonly int[][] _rowsOfItem;

    internal Catalogue(IReadOnlyList<CatalogueRow> rows, Utf8Index items, Utf8Index departments, string sha256)
    {
        Rows = rows;
        Items = items;
        Departments = departments;
        Sha256 = sha256;
        _rowsOfItem = RowsByItem(rows, items.Count);
    }

    static int[][] RowsByItem(IReadOnlyList<CatalogueRow> rows, int items)
    {
        var byItem = new List<int>[items];
        for (var row = 0; row < rows.Count; row++)
            (byItem[rows[row].Item] ??= []).Add(row);
        return Array.ConvertAll(byItem, r => r.ToArray());
    }

    /// <exception cref="RefusedException">The catalogue is refused, with the line.</exception>
    public static Catalogue Read(ReadOnlyMemory<byte> csv, PolicySet policies) =>
        CatalogueReader.Read(csv, policies, Convert.ToHexStringLower(SHA256.HashData(csv.Span)));

    /// <summary>SHA-256 of the bytes read, lower-case hex.</summary>
    public string Sha256 { get; }

    public IReadOnlyList<CatalogueRow> Rows { get; }

    /// <summary>Item codes by number.</summary>
    public Utf8Index Items { get; }

    /// <summary>Departments (部门) by number.</summary>
    public Utf8Index Departments { get; }

    /// <summary>Number of the row in force on a day, or -1: the item is then unknown.</summary>
    public int Find(ReadOnlySpan<byte> itemCode, int day)
    {
        var item = Items.Find(itemCode);
        if (item < 0)
            return -1;
        foreach (var row in _rowsOfItem[item])
            if (Rows[row].InForce(day))
                return row;
        return -1;
    }
}
