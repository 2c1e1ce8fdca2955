using System.Text;

namespace Metrics.Documents.Published;

/// <summary>Reads a published table row by row: RFC 4180 as we write it, LF at the end of each row.</summary>
public sealed class TableRows(TextReader reader) : IDisposable
{
    readonly char[] _buffer = new char[4096];
    readonly StringBuilder _raw = new();
    readonly List<string> _fields = [];
    int _at;
    int _end;

    /// <summary>The fields of the row, unquoted.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The row as it stands in the file, with its LF.</summary>
    public StringBuilder Raw => _raw;

    public void Dispose() => reader.Dispose();

    /// <summary>Moves to the next row; false at the end.</summary>
    public async Task<bool> ReadAsync(CancellationToken stop)
    {
        _raw.Clear();
        _fields.Clear();
        for (var quoted = false; await FillAsync(stop);)
        {
            if (TakeLine(ref quoted))
            {
                Split(_raw.ToString(0, _raw.Length - 1));
                return true;
            }
        }
        return false;
    }

    async Task<bool> FillAsync(CancellationToken stop)
    {
        if (_at == _end)
            (_at, _end) = (0, await reader.ReadAsync(_buffer, stop));
        return _at < _end;
    }

    /// <summary>Takes what is there of a line; true where the row ends with it. A quoted field may hold line breaks, and a CR ends no row.</summary>
    bool TakeLine(ref bool quoted)
    {
        var rest = _buffer.AsSpan(_at, _end - _at);
        var lineEnd = rest.IndexOf('\n');
        var line = lineEnd < 0 ? rest : rest[..(lineEnd + 1)];
        _raw.Append(line);
        _at += line.Length;
        quoted ^= line.Count('"') % 2 != 0;
        return lineEnd >= 0 && !quoted;
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
