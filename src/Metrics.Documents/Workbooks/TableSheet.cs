using System.Globalization;
using Metrics.Documents.Published;
using SpreadCheetah;

namespace Metrics.Documents.Workbooks;

/// <summary>The sheet of a table: its columns, and beside each code of a key what it is called.</summary>
sealed class TableSheet(WorkbookWriter workbook, PublishedTable table, KeyNames names)
{
    /// <param name="room">Rows that a sheet has room for, below its header.</param>
    /// <returns>The rows that are shown, and what is left out.</returns>
    internal static async Task<RowChoice> WriteAsync(
        WorkbookWriter workbook, PublicationReader publication, string name, KeyNames names, int room, CancellationToken stop)
    {
        // Read twice: first to count, and to know that the file is whole.
        using var counted = await publication.TableAsync(name, stop);
        var choice = await RowChoice.OfAsync(counted!, room, stop);
        using var table = await publication.TableAsync(name, stop);
        await new TableSheet(workbook, table!, names).WriteAsync(choice, stop);
        return choice;
    }

    internal static string NameOf(string table) => TableWords.Table(table) is var name ? $"{name.Zh} {name.En}" : table;

    async Task WriteAsync(RowChoice choice, CancellationToken stop)
    {
        await workbook.TableAsync(NameOf(table.Name), [.. table.Columns.SelectMany(Columns)], choice.Rows, choice.Note, stop);
        var left = choice.Rows;
        await foreach (var row in table.RowsAsync(stop))
        {
            if (choice.Takes(row) && left-- > 0)
                await workbook.RowAsync(Cells(row), stop);
        }
    }

    static IEnumerable<SheetColumn> Columns(string column)
    {
        yield return new(TableWords.Column(column), Width: column is "department" or "file" ? 24 : 14);
        if (KeyNames.AreCodes(column))
            yield return new(TableWords.Column(column + "_name"), Width: 28);
    }

    StyledCell[] Cells(PublishedRow row)
    {
        var cells = new List<StyledCell>(row.Fields.Count + 2);
        foreach (var (place, field) in row.Fields.Index())
        {
            if (place < table.Keys)
                AddKey(cells, table.Columns[place], field);
            else
                cells.Add(Number(row, table.Columns[place], field));
        }
        return [.. cells];
    }

    void AddKey(List<StyledCell> cells, string column, string key)
    {
        if (!KeyNames.AreCodes(column))
        {
            cells.Add(WorkbookWriter.Text(Both(TableWords.Value(key))));
            return;
        }
        cells.Add(WorkbookWriter.Text(key));
        cells.Add(WorkbookWriter.Text(Both(names.Of(column, key))));
    }

    static string Both(Bilingual name) => name.Zh == name.En ? name.Zh : $"{name.Zh} {name.En}";

    StyledCell Number(PublishedRow row, string column, string field) =>
        workbook.Number(field.Length == 0 ? null : decimal.Parse(field, CultureInfo.InvariantCulture), FormatOf(row, column));

    static CellFormat FormatOf(PublishedRow row, string column) =>
        column.EndsWith("_rate", StringComparison.Ordinal) || column == "value" && row["denominator"].Length > 0 ? CellFormat.Rate
        : column.EndsWith("mean", StringComparison.Ordinal) ? CellFormat.Mean : CellFormat.Count;
}
