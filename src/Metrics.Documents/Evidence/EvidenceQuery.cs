using System.Globalization;
using Metrics.Evidence;

namespace Metrics.Documents.Evidence;

/// <summary>
/// Asks a table of the evidence for rows (contract 9). Of a part the columns of the filters are read first, those of the order where a row
/// is left, and all others of the rows that are told alone.
/// </summary>
/// <param name="parts">The files of the table, one at least.</param>
public sealed class EvidenceQuery(IReadOnlyList<EvidenceSource> parts)
{
    // Two parts at a time: memory is the caller's to share.
    static readonly int _threads = Math.Min(2, Environment.ProcessorCount);

    /// <param name="after">The place after which rows are told; null: all.</param>
    /// <param name="most">Rows of an answer.</param>
    /// <param name="only">The columns to tell; null: all.</param>
    /// <exception cref="RefusedException">A column, a value or the place does not exist.</exception>
    /// <exception cref="Exception">A file cannot be read: as <see cref="EvidenceSource.Damaged"/> says.</exception>
    public async Task<EvidencePage> AskAsync(
        EvidenceQuestion question, EvidencePlace? after, int most, IReadOnlyList<string>? only, CancellationToken stop)
    {
        IReadOnlyList<PartColumn> columns;
        IReadOnlyList<EvidenceFilter> filters;
        await using (var first = await EvidencePart.OpenAsync(parts[0], stop))
        {
            columns = first.Columns;
            filters = EvidenceFilter.Of(question, columns);
        }
        var start = after is { } place ? await FindAsync(place, question.IsByDue, stop) : (EvidenceHit?)null;
        var hits = new FirstHits(most + 1);
        await EachAsync(Enumerable.Range(0, parts.Count), async part =>
        {
            var found = await HitsAsync(part, filters, question.IsByDue, stop);
            lock (hits)
            {
                foreach (var hit in found.Where(h => start is not { } last || h.CompareTo(last) > 0))
                    hits.Add(hit);
            }
        }, stop);
        var told = hits.InOrder();
        var more = told.Length > most;
        told = more ? told[..most] : told;
        var shown = only is null ? columns : [.. columns.Where(c => only.Contains(c.Name))];
        return new([.. shown.Select(c => new EvidenceField(c.Name, c.Type))], await RowsAsync(told, shown, stop), more ? told[^1].Place : null);
    }

    static async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> act, CancellationToken stop) => await Parallel.ForEachAsync(
        all, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = stop }, async (one, _) => await act(one));

    async Task<List<EvidenceHit>> HitsAsync(int number, IReadOnlyList<EvidenceFilter> filters, bool byDue, CancellationToken stop)
    {
        await using var part = await EvidencePart.OpenAsync(parts[number], stop);
        var left = Enumerable.Range(0, part.Rows).ToList();
        foreach (var filter in filters)
        {
            if (left.Count == 0)
                break;
            var values = await part.ReadAsync(filter.Column, stop);
            left.RemoveAll(row => !filter.Takes(values, row));
        }
        return left.Count == 0 ? [] : await OrderAsync(part, number, left, byDue, stop);
    }

    static async Task<List<EvidenceHit>> OrderAsync(EvidencePart part, int number, List<int> rows, bool byDue, CancellationToken stop)
    {
        var ids = await part.ReadAsync(part.Columns.First(c => c.Name is "case_id" or "project"), stop);
        var due = byDue ? await part.ReadAsync(part.Columns.Single(c => c.Name == "due"), stop) : null;
        return rows.ConvertAll(row => new EvidenceHit(
            // A unit without a due day comes last.
            due?.Numbers[row] is { } day ? day == EvidenceColumn.Missing ? long.MaxValue : day : 0,
            ids.Texts[row].GetValueOrDefault(), new(number, row)));
    }

    async Task<EvidenceHit> FindAsync(EvidencePlace place, bool byDue, CancellationToken stop)
    {
        if (place.Part >= 0 && place.Part < parts.Count)
        {
            await using var part = await EvidencePart.OpenAsync(parts[place.Part], stop);
            if (place.Row >= 0 && place.Row < part.Rows)
                return (await OrderAsync(part, place.Part, [place.Row], byDue, stop))[0];
        }
        throw EvidenceQuestion.Unfit("the place", string.Create(CultureInfo.InvariantCulture, $"{place.Part}/{place.Row}"),
            new("依据中的一行", "a row of the evidence"));
    }

    async Task<string?[][]> RowsAsync(EvidenceHit[] hits, IReadOnlyList<PartColumn> shown, CancellationToken stop)
    {
        var rows = new string?[hits.Length][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new string?[shown.Count];
        await EachAsync(hits.Index().GroupBy(h => h.Item.Place.Part), async ofPart =>
        {
            await using var part = await EvidencePart.OpenAsync(parts[ofPart.Key], stop);
            var texts = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (place, column) in shown.Index())
            {
                var values = await part.ReadAsync(column, stop);
                foreach (var (index, hit) in ofPart)
                    rows[index][place] = TextOf(column, values, hit.Place.Row, texts);
            }
        }, stop);
        return rows;
    }

    /// <param name="texts">Those of the part so far: many rows have the same.</param>
    static string? TextOf(PartColumn column, ColumnValues values, int row, HashSet<string> texts)
    {
        if (column.Type != ColumnType.Text)
            return column.Show(values.Numbers[row]);
        if (values.Texts[row] is not { } text)
            return null;
        if (texts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.Span, out var same))
            return same;
        var added = text.ToString();
        texts.Add(added);
        return added;
    }
}
