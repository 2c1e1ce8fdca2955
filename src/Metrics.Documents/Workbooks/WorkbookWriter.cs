using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using Color = System.Drawing.Color;

namespace Metrics.Documents.Workbooks;

/// <summary>
/// Writes a workbook (.xlsx) row by row, through a temporary file. Data becomes texts and numbers, never a formula. The same rows
/// and the same day give the same bytes.
/// </summary>
public sealed class WorkbookWriter : IAsyncDisposable
{
    /// <summary>Rows that a sheet has room for, its header too.</summary>
    public const int MaxRows = 1_048_576;

    static readonly Color _headFill = Color.FromArgb(255, 222, 230, 240);

    readonly FileStream _file;
    readonly Spreadsheet _spreadsheet;
    readonly StyleId[] _formats;
    readonly StyleId _head;
    readonly StyleId _title;
    readonly StyleId _note;

    WorkbookWriter(FileStream file, Spreadsheet spreadsheet)
    {
        (_file, _spreadsheet) = (file, spreadsheet);
        _formats = [.. Enum.GetValues<CellFormat>().Select(f => spreadsheet.AddStyle(new() { Format = NumberFormat.Custom(FormatOf(f)) }))];
        var head = new Style { Font = { Bold = true }, Fill = { Color = _headFill } };
        head.Alignment.WrapText = true;
        head.Alignment.Vertical = VerticalAlignment.Center;
        _head = spreadsheet.AddStyle(head);
        _title = spreadsheet.AddStyle(new() { Font = { Bold = true, Size = 14 } });
        _note = spreadsheet.AddStyle(new() { Font = { Italic = true } });
    }

    public static async Task<WorkbookWriter> BeginAsync(CancellationToken stop)
    {
        var file = TemporaryFile.Open();
        // No properties: they would hold the time of day.
        var options = new SpreadCheetahOptions { DocumentProperties = null, BufferSize = 1 << 16, PreserveStringWhitespace = true };
        return new(file, await Spreadsheet.CreateNewAsync(file, options, stop));
    }

    /// <summary>Begins a sheet that is a table: its header stays in view and has filters.</summary>
    /// <param name="name">At most 31 characters, none of <c>[]:*?/\</c>.</param>
    /// <param name="rows">How many will follow.</param>
    /// <param name="note">Stands above the header; null: nothing does.</param>
    public async Task TableAsync(string name, IReadOnlyList<SheetColumn> columns, int rows, Bilingual? note, CancellationToken stop)
    {
        var head = note is null ? 1 : 2;
        var last = $"{Letters(columns.Count)}{(head + rows).ToString(CultureInfo.InvariantCulture)}";
        var options = new WorksheetOptions { FrozenRows = head, AutoFilter = new($"A{head.ToString(CultureInfo.InvariantCulture)}:{last}") };
        foreach (var (place, column) in columns.Index())
            options.Column(place + 1).Width = column.Width;
        await _spreadsheet.StartWorksheetAsync(name, options, stop);
        if (note is { } said)
            await RowAsync([new($"{said.Zh} {said.En}", _note)], stop);
        await HeadAsync(columns.Select(c => c.Head), stop);
    }

    /// <summary>Begins a sheet that is a page to read.</summary>
    public async Task PageAsync(string name, IReadOnlyList<double> widths, CancellationToken stop)
    {
        var options = new WorksheetOptions { ShowGridlines = false };
        foreach (var (place, width) in widths.Index())
            options.Column(place + 1).Width = width;
        await _spreadsheet.StartWorksheetAsync(name, options, stop);
    }

    /// <summary>Heads of columns, Chinese above English.</summary>
    public ValueTask HeadAsync(IEnumerable<Bilingual> heads, CancellationToken stop) =>
        _spreadsheet.AddRowAsync([.. heads.Select(h => new StyledCell($"{h.Zh}\n{h.En}", _head))], new() { Height = 34 }, stop);

    public ValueTask TitleAsync(Bilingual title, CancellationToken stop) => RowAsync([new($"{title.Zh} {title.En}", _title)], stop);

    public ValueTask RowAsync(StyledCell[] cells, CancellationToken stop) => _spreadsheet.AddRowAsync(cells, stop);

    /// <summary>A text, whatever it begins with.</summary>
    public static StyledCell Text(string text) => new(text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD'), null);

    /// <param name="number">Null: an empty cell.</param>
    public StyledCell Number(decimal? number, CellFormat format) => new(number, _formats[(int)format]);

    public StyledCell Date(DateOnly day) => new(day.ToDateTime(default), _formats[(int)CellFormat.Date]);

    /// <param name="day">The date of the archive's entries.</param>
    public async Task FinishAsync(Stream to, DateOnly day, CancellationToken stop)
    {
        await _spreadsheet.FinishAsync(stop);
        ArchiveDates.Set(_file, day);
        await _file.CopyToAsync(to, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _spreadsheet.DisposeAsync();
        await _file.DisposeAsync();
    }

    static string FormatOf(CellFormat format) => format switch
    {
        CellFormat.Count => "#,##0",
        CellFormat.Rate => "0.00%",
        CellFormat.Mean => "#,##0.00",
        CellFormat.Date => "yyyy-mm-dd",
        _ => "@",
    };

    static string Letters(int column) => column <= 26 ? $"{(char)('A' + column - 1)}" : Letters((column - 1) / 26) + Letters((column - 1) % 26 + 1);
}
