using System.Text;

namespace Metrics.Summaries;

/// <summary>A table of the summary (contract section 4): texts as they are written, rows in order.</summary>
/// <param name="Keys">The first columns are keys, texts; all others are numbers or empty.</param>
public sealed record Table(string Name, int Keys, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>Rows sorted key by key, as UTF-8 bytes.</summary>
    internal static Table Sorted(string name, int keys, string columns, IEnumerable<string[]> rows)
    {
        var sorted = rows.ToList();
        sorted.Sort((a, b) => CompareKeys(a, b, keys));
        return new(name, keys, columns.Split(','), sorted);
    }

    static int CompareKeys(string[] a, string[] b, int keys)
    {
        for (var i = 0; i < keys; i++)
            if (Utf8Order.Instance.Compare(a[i], b[i]) is var order and not 0)
                return order;
        return 0;
    }

    /// <summary>UTF-8 CSV, no BOM, header, LF, quoted only where needed.</summary>
    public byte[] ToCsv()
    {
        var csv = new StringBuilder();
        WriteRow(csv, Columns);
        foreach (var row in Rows)
            WriteRow(csv, row);
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static void WriteRow(StringBuilder csv, IReadOnlyList<string> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
                csv.Append(',');
            if (fields[i].AsSpan().ContainsAny(",\"\r\n"))
                csv.Append('"').Append(fields[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                csv.Append(fields[i]);
        }
        csv.Append('\n');
    }
}
