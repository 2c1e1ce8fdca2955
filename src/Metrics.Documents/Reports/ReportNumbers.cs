using System.Globalization;
using Metrics.Documents.Published;
using Metrics.Registers;

namespace Metrics.Documents.Reports;

/// <summary>What a name of a control stands for in one publication and year.</summary>
/// <param name="Value">Null: it is not known.</param>
/// <param name="Doubt">What is missing, or what somebody should look at; null: nothing.</param>
sealed record Finding(ReportValue? Value, Bilingual? Doubt);

/// <summary>The numbers of a report: figures of its year, and the cells that tags name.</summary>
sealed class ReportNumbers
{
    readonly PublicationReader _publication;
    readonly int _year;
    readonly Dictionary<string, Finding> _found = [];

    ReportNumbers(PublicationReader publication, int year) => (_publication, _year) = (publication, year);

    internal static async Task<ReportNumbers> ReadAsync(PublicationReader publication, int year, IReadOnlyList<CellTag> tags, CancellationToken stop)
    {
        var numbers = new ReportNumbers(publication, year);
        var names = await publication.NamesAsync(stop);
        await numbers.AddFiguresAsync(names, stop);
        var keys = new KeyNames(names);
        foreach (var table in tags.GroupBy(t => t.Table))
            await numbers.AddCellsAsync(table.Key, [.. table], keys, stop);
        return numbers;
    }

    /// <summary>Null: the name is none of a figure, an indicator or a tag.</summary>
    internal Finding? Find(string name) => _found.GetValueOrDefault(name);

    string Year => _year.ToString(CultureInfo.InvariantCulture);

    async Task AddFiguresAsync(Names names, CancellationToken stop)
    {
        var rows = await RowsAsync("figures", row => row["period"] == Year, stop);
        foreach (var figure in names.Figures ?? [])
        {
            var row = rows.FirstOrDefault(r => r["figure"] == figure.Id);
            _found[figure.Id] = row is null ? NotCounted(figure) : Of(figure, row);
        }
    }

    static Finding Of(FigureNames figure, PublishedRow row)
    {
        var whole = row.Count("denominator");
        return new(new(row["value"], whole is null ? null : row.Count("numerator"), whole, figure.Name, figure.Definition), null);
    }

    /// <summary>A figure without a row: nothing was counted. Of a count of the register that is 0, if the register keeps such rows at all.</summary>
    Finding NotCounted(FigureNames figure)
    {
        if (CaseFigure.All.Any(f => f.Id == figure.Id))
            return new(null, ReportDoubts.NoCases(figure.Name, _year));
        if (_publication.Manifest.Register is null)
            return new(null, ReportDoubts.NoRegister(figure.Name));
        return IndicatorSet.Shipped.IsCount(figure.Id)
            ? new(new("0", null, null, figure.Name, figure.Definition), ReportDoubts.CountedAsNone(figure.Name, _year))
            : new(null, ReportDoubts.NoRegisterRow(figure.Name, _year));
    }

    async Task AddCellsAsync(string table, IReadOnlyList<CellTag> tags, KeyNames keys, CancellationToken stop)
    {
        var wanted = tags.Select(tag => (Tag: tag, Keys: KeysOf(tag))).ToList();
        foreach (var (tag, named) in wanted)
            _found[tag.Tag] = new(null, ReportDoubts.NoRow(table, string.Join("; ", named.Select(k => $"{k.Key}={k.Value}"))));
        using var read = await _publication.TableAsync(table, stop);
        if (read is null)
            return;
        var keyColumns = read.Columns.Take(read.Keys).ToList();
        await foreach (var row in read.RowsAsync(stop))
        {
            foreach (var (tag, named) in wanted.Where(w => keyColumns.All(k => row[k] == w.Keys.GetValueOrDefault(k, "*"))))
                _found[tag.Tag] = Cell(tag, row, NameOf(table, named, tag.Column, keys));
        }
    }

    Dictionary<string, string> KeysOf(CellTag tag) => tag.Keys.ToDictionary(k => k.Key, k => k.Value.Replace("{year}", Year, StringComparison.Ordinal));

    static Finding Cell(CellTag tag, PublishedRow row, Bilingual name)
    {
        if (!row.Has(tag.Column))
            return new(null, ReportDoubts.NoColumn(tag));
        if (row[tag.Column].Length == 0)
            return new(null, ReportDoubts.NothingToCount(name));
        var fraction = RateColumns.Of(tag.Column, row);
        return new(new(row[tag.Column], fraction?.Part, fraction?.Whole, name, RateColumns.Formula(tag.Column, row)), null);
    }

    /// <summary>What the cell is: its keys by name, its column.</summary>
    static Bilingual NameOf(string table, Dictionary<string, string> named, string column, KeyNames keys)
    {
        var (title, what) = (TableWords.Table(table), TableWords.Column(column));
        var of = named.Select(k => keys.Of(k.Key, k.Value)).ToList();
        return new($"{title.Zh}（{string.Join("，", of.Select(n => n.Zh))}）{what.Zh}", $"{title.En} ({string.Join(", ", of.Select(n => n.En))}), {what.En}");
    }

    async Task<IReadOnlyList<PublishedRow>> RowsAsync(string name, Func<PublishedRow, bool> isWanted, CancellationToken stop)
    {
        using var table = await _publication.TableAsync(name, stop);
        return table is null ? [] : await table.RowsAsync(stop).Where(isWanted).ToListAsync(stop);
    }
}
