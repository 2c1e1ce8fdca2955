using Parquet;

namespace Metrics.Documents.Evidence;

/// <summary>A file of the evidence that is being read.</summary>
sealed class EvidencePart : IAsyncDisposable
{
    readonly Stream _file;
    readonly ParquetReader _reader;
    readonly ParquetRowGroupReader? _group;

    EvidencePart(Stream file, ParquetReader reader)
    {
        (_file, _reader) = (file, reader);
        // It is written as one row group, or none.
        _group = reader.RowGroupCount == 0 ? null : reader.OpenRowGroupReader(0);
        Columns = [.. reader.Schema.GetDataFields().Select(f => new PartColumn(f))];
    }

    internal IReadOnlyList<PartColumn> Columns { get; }

    internal int Rows => (int)(_group?.RowCount ?? 0);

    /// <exception cref="RefusedException">It is no Parquet.</exception>
    internal static async Task<EvidencePart> OpenAsync(Func<CancellationToken, Task<Stream>> open, CancellationToken stop)
    {
        var file = await open(stop);
        try
        {
            return new(file, await ParquetReader.CreateAsync(file, cancellationToken: stop));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await file.DisposeAsync();
            throw new RefusedException($"a file of the evidence is damaged, or no Parquet: {e.Message}", $"依据文件已损坏或不是 Parquet：{e.Message}");
        }
    }

    internal async Task<ColumnValues> ReadAsync(PartColumn column, CancellationToken stop) =>
        _group is null ? new([], []) : await column.ReadAsync(_group, stop);

    public async ValueTask DisposeAsync()
    {
        _group?.Dispose();
        await _reader.DisposeAsync();
        await _file.DisposeAsync();
    }
}
