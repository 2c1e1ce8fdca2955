using System.Text;
using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>The header row of a CSV log: which field holds which contract column. Other columns are counted and passed over.</summary>
sealed class CsvHeader
{
    readonly int[] _map = new int[Columns.Count];

    CsvHeader(int fields)
    {
        Fields = fields;
        Array.Fill(_map, -1);
    }

    /// <summary>Fields of the header, and of every row.</summary>
    public int Fields { get; }

    /// <summary>The field of each contract column, or -1: see <see cref="Row"/>.</summary>
    public ReadOnlySpan<int> Map => _map;

    /// <param name="record">A well-formed record in valid UTF-8, without its line end.</param>
    public static CsvHeader? Of(ReadOnlySpan<byte> record, out Bilingual? refusal)
    {
        var text = new byte[record.Length];
        var seps = new int[record.Length + 2];
        var header = new CsvHeader(CsvRecord.Split(record, text, seps));
        for (var i = 0; i < header.Fields; i++)
        {
            var name = WhiteSpace.Trim(text.AsSpan((seps[i] + 1)..seps[i + 1]));
            if (Columns.Of(name) is not { } column)
                continue;
            ref var field = ref header._map[(int)column];
            if (field >= 0)
                return No(out refusal, Twice(column, Encoding.UTF8.GetString(name)));
            field = i;
        }
        foreach (var needed in (ReadOnlySpan<Column>)[Column.CaseId, Column.Event, Column.At])
        {
            if (header._map[(int)needed] < 0)
                return No(out refusal, Missing(needed));
        }
        refusal = null;
        return header;
    }

    static CsvHeader? No(out Bilingual? refusal, Bilingual why)
    {
        refusal = why;
        return null;
    }

    static Bilingual Twice(Column column, string found) => new(
        En: $"the header names the column {column.Name()} twice (found '{found}' as well), expected once, in English or Chinese",
        Zh: $"表头中列{column.Name()}出现两次(又见“{found}”),中英文名称只应出现一次");

    static Bilingual Missing(Column column) => new(
        En: $"the header has no column {column.Name()}, expected case_id, event and at",
        Zh: $"表头缺少列{column.Name()},必须有办件编号、事件、时间");
}
