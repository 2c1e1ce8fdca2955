using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Files;

namespace Metrics.Proposing;

/// <summary>A file that is to be mapped: the columns under the record that looks most like a header.</summary>
sealed class UnknownTable
{
    /// <summary>Records among which a header is looked for (contract 1.4).</summary>
    const int MaxRecords = 20;

    readonly List<FileColumn> _columns;

    UnknownTable(List<string[]> rows, int header)
    {
        _columns = [.. rows[header].Select(cell => new FileColumn(cell, Vocabulary.Of(cell)))];
        foreach (var row in rows.Skip(header + 1).Where(row => !row.SequenceEqual(rows[header])))
        {
            foreach (var (column, cell) in _columns.Zip(row))
                column.Add(cell);
        }
    }

    /// <exception cref="RefusedException">The file cannot be read, or no record names a case and a time.</exception>
    public static UnknownTable Of(LogFile file, string? sheet)
    {
        var best = (Rows: new List<string[]>(), Header: -1, Known: 0);
        foreach (var rows in new FilePreview().Read(file, sheet))
        {
            for (var i = 0; i < Math.Min(rows.Count, MaxRecords); i++)
            {
                if (Known(rows[i]) is var known && known > best.Known)
                    best = (rows, i, known);
            }
        }
        return best.Known > 0 ? new(best.Rows, best.Header)
            : throw new RefusedException(
                $"{file.Name}: none of the first {MaxRecords} records has a known header of the case and one of a time, expected e.g. 办件编号 and 受理时间; "
                + "write the mapping by hand, docs/formats.md says how",
                $"{file.Name}：前{MaxRecords}条记录中没有同时含已知的办件编号列和时间列的表头，如“办件编号”和“受理时间”；请按 docs/formats.md 手工编写映射");
    }

    /// <summary>Headers that are known, of a record that names a case and a time; else 0.</summary>
    static int Known(string[] record)
    {
        var means = record.Select(cell => Vocabulary.Of(cell).Means).ToList();
        return means.Contains("case_id") && means.Any(m => m == "at" || IsEvent(m)) ? means.Count(m => m.Length > 0) : 0;
    }

    static bool IsEvent(string means) => means.Length > 0 && EventWords.Kinds.Contains(means);

    /// <summary>The column that has this meaning, the best of several; of times one that holds times. Null: there is none.</summary>
    public FileColumn? Find(string means) => _columns
        .Where(c => c.Means == means && (c.HasTimes || !(means is "at" or "updated" || IsEvent(means))))
        .OrderBy(c => !c.IsSure).ThenBy(c => c.Rank).FirstOrDefault();

    /// <summary>Headers of columns that none of these is, as a comment may show them.</summary>
    public IEnumerable<string> Others(IReadOnlySet<FileColumn> used) =>
        _columns.Where(c => c.Header.Length > 0 && !used.Contains(c)).Select(c => CellShape.Short(c.Header));

    /// <summary>It has the headers without which a file needs a mapping (contract 1.4).</summary>
    public bool IsOfContract => HasEvents && Array.TrueForAll(["case_id", "event", "at"], means => Find(means) is { IsOfContract: true });

    /// <summary>A row is one event: most words of its event column are events, and it has no columns for the times of several.</summary>
    public bool HasEvents => (Find("accepted") is null || Find("decided") is null) && Find("at") is not null && Find("event") is { } column
        && column.Words.Count(w => ContractWord.Of("event", w) is not null) * 2 >= Math.Max(column.Words.Count, 1);
}
