using Parquet;

namespace Metrics.Documents.Evidence;

/// <summary>A file of the evidence, wherever it lies.</summary>
/// <param name="Open">Gives a stream that can be sought.</param>
/// <param name="Damaged">What is told of a file that cannot be read, by why: whose fault it is depends on where it lies.</param>
public sealed record EvidenceSource(Func<CancellationToken, Task<Stream>> Open, Func<Exception, Exception> Damaged);

/// <summary>A file of the evidence that is being read.</summary>
sealed class EvidencePart : IAsyncDisposable
{
    readonly EvidenceSource _source;
    readonly Stream _file;
    readonly ParquetReader _reader;
    readonly ParquetRowGroupReader? _group;

    EvidencePart(EvidenceSource source, Stream file, ParquetReader reader)
    {
        _source = source;
        (_file, _reader) = (file, reader);
        // It is written as one row group, or none.
        _group = reader.RowGroupCount == 0 ? null : reader.OpenRowGroupReader(0);
        Columns = [.. reader.Schema.GetDataFields().Select(f => new PartColumn(f))];
    }

    internal IReadOnlyList<PartColumn> Columns { get; }

    internal int Rows => (int)(_group?.RowCount ?? 0);

    /// <exception cref="Exception">It is no Parquet: as <see cref="EvidenceSource.Damaged"/> says.</exception>
    internal static async Task<EvidencePart> OpenAsync(EvidenceSource source, CancellationToken stop)
    {
        var file = await source.Open(stop);
        try
        {
            return new(source, file, await ParquetReader.CreateAsync(file, cancellationToken: stop));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await file.DisposeAsync();
            throw source.Damaged(e);
        }
    }

    /// <inheritdoc cref="OpenAsync"/>
    internal async Task<ColumnValues> ReadAsync(PartColumn column, CancellationToken stop)
    {
        try
        {
            return _group is null ? new([], []) : await column.ReadAsync(_group, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw _source.Damaged(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _group?.Dispose();
        await _reader.DisposeAsync();
        await _file.DisposeAsync();
    }
}
