using System.Text;

namespace Metrics.Pipeline.Web;

/// <summary>Reads a published table row by row: RFC 4180 as we write it, LF at the end of each row.</summary>
sealed class TableRows(TextReader reader) : IDisposable
{
    readonly StringBuilder _raw = new();
    readonly List<string> _fields = [];

    /// <summary>The fields of the row, unquoted.</summary>
    internal IReadOnlyList<string> Fields => _fields;

    /// <summary>The row as it stands in the file, with its LF.</summary>
    internal StringBuilder Raw => _raw;

    public void Dispose() => reader.Dispose();

    /// <summary>Moves to the next row; false at the end.</summary>
    internal async Task<bool> ReadAsync(CancellationToken stop)
    {
        _raw.Clear();
        _fields.Clear();
        // A quoted field may hold line breaks: a row ends where its quotes are even.
        for (var quotes = 0; await reader.ReadLineAsync(stop) is { } line;)
        {
            _raw.Append(line).Append('\n');
            quotes += line.Count(c => c == '"');
            if (quotes % 2 == 0)
            {
                Split(_raw.ToString(0, _raw.Length - 1));
                return true;
            }
        }
        return false;
    }

    void Split(string row)
    {
        for (var at = 0; at <= row.Length; at++)
        {
            var start = at;
            for (var quoted = false; at < row.Length && (quoted || row[at] != ','); at++)
                quoted ^= row[at] == '"';
            var field = row[start..at];
            _fields.Add(field is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : field);
        }
    }
}
