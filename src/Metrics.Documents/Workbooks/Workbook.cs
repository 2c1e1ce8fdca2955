using Metrics.Documents.Published;

namespace Metrics.Documents.Workbooks;

/// <summary>The workbook of a publication (contract 11): a sheet to read first, then a sheet a table.</summary>
public static class Workbook
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static Task WriteAsync(PublicationReader publication, Stream to, CancellationToken stop) =>
        WriteAsync(publication, to, WorkbookWriter.MaxRows, stop);

    /// <param name="rows">Rows that a sheet has room for, its header too.</param>
    internal static async Task WriteAsync(PublicationReader publication, Stream to, int rows, CancellationToken stop)
    {
        var names = await publication.NamesAsync(stop);
        await using var workbook = await WorkbookWriter.BeginAsync(stop);
        await new FirstSheet(workbook, publication, names).WriteAsync(stop);
        var keys = new KeyNames(names);
        foreach (var table in publication.Tables)
            await TableSheet.WriteAsync(workbook, publication, table, keys, rows - 1, stop);
        await workbook.FinishAsync(to, publication.Manifest.AsOf, stop);
    }
}
