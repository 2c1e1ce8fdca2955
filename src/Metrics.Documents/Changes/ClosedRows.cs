using Metrics.Documents.Published;

namespace Metrics.Documents.Changes;

/// <summary>The rows of a table whose period or month has ended, one after the other.</summary>
sealed class ClosedRows(PublishedTable table, Day through, CancellationToken stop) : IAsyncDisposable
{
    readonly IAsyncEnumerator<PublishedRow> _rows = table.RowsAsync(stop).GetAsyncEnumerator(stop);

    /// <summary>Null: there is none left.</summary>
    internal PublishedRow? Row { get; private set; }

    internal async Task MoveAsync()
    {
        do
            Row = await _rows.MoveNextAsync() ? _rows.Current : null;
        while (Row is not null && !IsClosed(Row));
    }

    public async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync();
        table.Dispose();
    }

    bool IsClosed(PublishedRow row) => Period.Read(row.Fields[0]) is { } period && period.LastMonth.LastDay <= through;
}
