using System.Security.Cryptography;

namespace Metrics.Policies;

/// <summary>What the catalogue says of an item by yes or no (contract 2).</summary>
[Flags]
public enum ItemTraits : byte
{
    None = 0,
    /// <summary>行政许可; all other kinds are none.</summary>
    Licence = 1,
    /// <summary>是否网办</summary>
    Online = 2,
    /// <summary>不宜网办</summary>
    OnlineExcluded = 4,
    /// <summary>入驻大厅</summary>
    Hall = 8,
    /// <summary>不宜进驻</summary>
    HallExcluded = 16,
    /// <summary>马上办</summary>
    Immediate = 32,
    /// <summary>一次办</summary>
    OneTrip = 64,
    /// <summary>高频</summary>
    HighFrequency = 128,
}

/// <summary>A row of the catalogue: a service item (事项) from a day to a day.</summary>
/// <param name="Department">None when empty.</param>
/// <param name="OnlineDepth">网办深度, 1 to 4; 0 when empty.</param>
/// <param name="StatutoryDays">Limit by statute in working days, 0 when there is none.</param>
/// <param name="PromisedDays">Promised limit in working days, 0 = at once.</param>
/// <param name="From">First day in force (included).</param>
/// <param name="To">Last day in force (included).</param>
public sealed record CatalogueRow(
    ItemNumber Item, string Name, ItemTraits Traits, DepartmentNumber Department, int OnlineDepth, int StatutoryDays, int PromisedDays,
    PolicyNumber Policy, Day From, Day To)
{
    public bool InForce(Day day) => From <= day && day <= To;

    /// <summary>Whether it has all of these traits.</summary>
    public bool Is(ItemTraits traits) => (Traits & traits) == traits;
}

/// <summary>The catalogue of service items (事项目录). Immutable, for any thread.</summary>
public sealed class Catalogue
{
    /// <summary>The longest limit of an item or a policy, in working days: some 400 years.</summary>
    internal const int MostDays = 100_000;

    readonly int[][] _rowsOfItem;
    readonly Utf8Index _names = new();
    readonly int[][] _rowsOfName;

    internal Catalogue(IReadOnlyList<CatalogueRow> rows, Utf8Index items, Utf8Index departments, string sha256)
    {
        Rows = rows;
        Items = items;
        Departments = departments;
        Sha256 = sha256;
        _rowsOfItem = RowsBy(r => r.Item.Number);
        _rowsOfName = RowsBy(r => _names.Add(r.Name));
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

    /// <summary>Number of the row in force on a day, or -1: the item is then unknown (contract 1).</summary>
    /// <param name="codeOrName">An item's code; where no row has such a code, the name of exactly one item in force on the day.</param>
    public int Find(ReadOnlySpan<byte> codeOrName, Day day)
    {
        var item = Items.Find(codeOrName);
        if (item >= 0)
            return OnlyInForce(_rowsOfItem[item], day);
        var name = _names.Find(codeOrName);
        return name >= 0 ? OnlyInForce(_rowsOfName[name], day) : -1;
    }

    /// <summary>The one row in force on a day, or -1. Rows of one item never overlap: two of them are two items of one name.</summary>
    int OnlyInForce(int[] rows, Day day)
    {
        var found = -1;
        foreach (var row in rows)
        {
            if (!Rows[row].InForce(day))
                continue;
            if (found >= 0)
                return -1;
            found = row;
        }
        return found;
    }

    int[][] RowsBy(Func<CatalogueRow, int> keyOf)
    {
        var byKey = new List<List<int>>();
        for (var row = 0; row < Rows.Count; row++)
        {
            var key = keyOf(Rows[row]);
            while (byKey.Count <= key)
                byKey.Add([]);
            byKey[key].Add(row);
        }
        return [.. byKey.Select(rows => rows.ToArray())];
    }
}
