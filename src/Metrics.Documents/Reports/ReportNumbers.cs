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
            _found[figure.Id] = row is null ? NotCounted(figure) : new(
                new(row["value"], row.Count("denominator") is null ? null : row.Count("numerator"), row.Count("denominator"), figure.Name, figure.Definition), null);
        }
    }

    /// <summary>A figure without a row: nothing was counted. Of a count of the register that is 0, if the register keeps such rows at all.</summary>
    Finding NotCounted(FigureNames figure)
    {
        var isOfCases = CaseFigure.All.Any(f => f.Id == figure.Id);
        if (!isOfCases && _publication.Manifest.Register is not null && IndicatorSet.Shipped.IsCount(figure.Id))
        {
            return new(new("0", null, null, figure.Name, figure.Definition), new(
                $"{figure.Name.Zh}：登记簿中没有{_year}年可计的行，按0计；如登记簿未登记此类事项，请补登后重新生成。",
                $"{figure.Name.En}: the register has no row to count in {_year}, so it is 0; if the register does not keep such rows, add them and make the report anew."));
        }
        return new(null, isOfCases
            ? new($"{figure.Name.Zh}：办件和事项目录中没有{_year}年可计的数。", $"{figure.Name.En}: cases and catalogue have nothing to count in {_year}.")
            : _publication.Manifest.Register is null
            ? new($"{figure.Name.Zh}：本次发布没有登记簿（register.csv）。", $"{figure.Name.En}: this publication was made without a register (register.csv).")
            : new($"{figure.Name.Zh}：登记簿中没有{_year}年可计的行。", $"{figure.Name.En}: the register has no row to count in {_year}."));
    }

    async Task AddCellsAsync(string table, IReadOnlyList<CellTag> tags, KeyNames keys, CancellationToken stop)
    {
        var wanted = tags.Select(tag => (Tag: tag, Keys: tag.Keys.ToDictionary(k => k.Key, k => k.Value.Replace("{year}", Year, StringComparison.Ordinal)))).ToList();
        foreach (var (tag, _) in wanted)
            _found[tag.Tag] = new(null, new($"表 {table} 中没有 {Shown(tag)} 的行。", $"The table {table} has no row of {Shown(tag)}."));
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

    string Shown(CellTag tag) =>
        string.Join("; ", tag.Keys.Select(k => $"{k.Key}={k.Value}")).Replace("{year}", Year, StringComparison.Ordinal);

    static Finding Cell(CellTag tag, PublishedRow row, Bilingual name)
    {
        if (!row.Has(tag.Column))
            return new(null, new($"表 {tag.Table} 中没有列 {tag.Column}。", $"The table {tag.Table} has no column {tag.Column}."));
        if (row[tag.Column].Length == 0)
            return new(null, new($"{name.Zh}：没有可计的数。", $"{name.En}: nothing to count."));
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
