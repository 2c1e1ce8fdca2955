using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Content;

/// <summary>The rows of a publication that its page shows, and which periods and districts it has.</summary>
sealed class PageTables
{
    const char Between = '\u001f';

    readonly Dictionary<string, PublishedRow> _byKeys = [];
    readonly Dictionary<string, List<PublishedRow>> _byFirst = [];
    readonly Dictionary<string, List<PublishedRow>> _byTable = [];
    readonly Dictionary<string, (IReadOnlyList<string> Columns, int Keys)> _headers = [];
    readonly HashSet<Period> _periods = [];
    readonly SortedSet<string> _districts = new(StringComparer.Ordinal);

    /// <summary>Of the tables that count cases.</summary>
    internal IReadOnlyCollection<Period> Periods => _periods;

    /// <summary>By code; without <c>*</c>.</summary>
    internal IReadOnlyCollection<string> Districts => _districts;

    /// <summary>All columns of a table that the publication has.</summary>
    internal IReadOnlyList<string> Columns(string table) => _headers[table].Columns;

    /// <summary>Whether a column of a table holds texts and not numbers.</summary>
    internal bool IsKey(string table, string column) => _headers[table] is var (columns, keys) && columns.Take(keys).Contains(column);

    /// <param name="keys">A value for each key column, in order.</param>
    internal PublishedRow? Find(string table, params string[] keys) => _byKeys.GetValueOrDefault(Key(table, keys));

    /// <param name="first">The first key: a period or a month.</param>
    internal IReadOnlyList<PublishedRow> Of(string table, string first) => _byFirst.GetValueOrDefault(Key(table, [first]), []);

    internal IReadOnlyList<PublishedRow> Of(string table) => _byTable.GetValueOrDefault(table, []);

    /// <summary>Reads every table once, and keeps what the scope asks for.</summary>
    /// <exception cref="RefusedException">A table is damaged.</exception>
    internal static async Task<PageTables> ReadAsync(PublicationReader publication, PageScope scope, CancellationToken stop)
    {
        var tables = new PageTables();
        foreach (var name in publication.Tables)
        {
            using var table = (await publication.TableAsync(name, stop))!;
            var (isNeeded, keys) = (scope.Of(table), table.Keys);
            tables._headers.Add(name, (table.Columns, keys));
            var district = table.Columns.ToList().IndexOf("district");
            var hasPeriods = name is "approval_time" or "intake_time" or "service_items";
            await foreach (var row in table.RowsAsync(stop))
            {
                if (hasPeriods && Period.Read(row.Fields[0]) is { } period)
                    tables._periods.Add(period);
                if (district >= 0 && row.Fields[district] is var code and not PageView.All)
                    tables._districts.Add(code);
                if (isNeeded(row))
                    tables.Add(name, row, keys);
            }
        }
        return tables;
    }

    void Add(string table, PublishedRow row, int keys)
    {
        _byKeys[Key(table, row.Fields.Take(keys))] = row;
        Under(_byFirst, Key(table, [row.Fields[0]])).Add(row);
        Under(_byTable, table).Add(row);
    }

    static List<PublishedRow> Under(Dictionary<string, List<PublishedRow>> rows, string key)
    {
        if (!rows.TryGetValue(key, out var found))
            rows.Add(key, found = []);
        return found;
    }

    static string Key(string table, IEnumerable<string> keys) => string.Join(Between, keys.Prepend(table));
}
