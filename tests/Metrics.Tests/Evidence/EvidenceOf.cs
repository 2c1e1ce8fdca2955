using System.Globalization;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Evidence;
using Metrics.Folding;

namespace Metrics.Tests.Evidence;

/// <summary>The evidence of a small log: each row by column, a missing value left out.</summary>
sealed class EvidenceOf
{
    readonly EvidenceTables _tables;

    internal EvidenceOf(SmallLog log, string asOf, int shards = 4)
    {
        var (files, day, reference) = (log.Files, Day.Of(DateOnly.Parse(asOf, CultureInfo.InvariantCulture)), SmallLog.ReferenceKnownOn());
        _tables = Open();
        var events = new EventShards(shards);
        CaseLogReader.Read(files, events, threads: 2);
        var parts = new EvidenceParts(shards, 2, Open, (_, part) =>
        {
            lock (_tables)
                _tables.Add(part);
            return Task.CompletedTask;
        });
        var merged = ShardFold.FoldAll(events, files.Count, reference, day, threads: 2, evidence: parts);
        ProjectEvidence.Add(merged, reference, day, _tables);

        EvidenceTables Open() => new(reference, [.. files.Select(f => (f.Source, f.Name))]);
    }

    internal IReadOnlyList<Dictionary<string, string>> Cases => Rows(_tables.Cases);
    internal IReadOnlyList<Dictionary<string, string>> Projects => Rows(_tables.Projects);
    internal IReadOnlyList<Dictionary<string, string>> Stages => Rows(_tables.Stages);
    internal IReadOnlyList<Dictionary<string, string>> Ratings => Rows(_tables.Ratings);
    internal IReadOnlyList<Dictionary<string, string>> Faults => Rows(_tables.Faults);

    internal Dictionary<string, string> Case(string id = "c") => Cases.Single(c => c["case_id"] == id);

    static List<Dictionary<string, string>> Rows(EvidenceTable table)
    {
        var rows = new int[table.Count];
        table.RowsInOrder(rows);
        return [.. rows.Select(row => table.Columns.Select(c => (c.Name, Value: Value(c, row))).Where(v => v.Value.Length > 0).ToDictionary(v => v.Name, v => v.Value))];
    }

    static string Value(EvidenceColumn column, int row) => column.Type == ColumnType.Text ? Encoding.UTF8.GetString(column.TextAt(row))
        : column.Values[row] is var value && value == EvidenceColumn.Missing ? ""
        : column.Type switch
        {
            ColumnType.Word => column.WordOf(value),
            ColumnType.Date => new Day(value).ToString(),
            ColumnType.Moment => column.MomentAt(row)!.Value.ToString("s", CultureInfo.InvariantCulture),
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
}
