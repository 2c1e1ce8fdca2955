using System.Text;
using Metrics.Cli.Generate.Faults;

namespace Metrics.Cli.Generate.Logs;

/// <summary>One log file being written: lines as CSV (RFC 4180) or NDJSON, in a dialect.</summary>
sealed class LogWriter : IDisposable
{
    const int BufferSize = 1 << 18;
    /// <summary>Bytes that a line can need at most: the text of its values, each byte escaped, and the column names.</summary>
    const int LineRoom = 8192;

    readonly Stream _to;
    readonly Dialect _dialect;
    readonly byte[][] _names;
    readonly byte[] _lineEnd;
    readonly byte[] _missing;
    readonly FaultCounts _counts;
    readonly byte[] _buffer = new byte[BufferSize];
    int _used;

    public LogWriter(Stream to, Dialect dialect, FaultCounts counts)
    {
        _to = dialect.Utf16 is { } encoding ? Encoding.CreateTranscodingStream(to, encoding, Encoding.UTF8) : to;
        (_dialect, _counts) = (dialect, counts);
        _lineEnd = Encoding.ASCII.GetBytes(dialect.LineEnd);
        _names = [.. dialect.Columns.Select(c => dialect.Words.Encode(dialect.Name(c)))];
        _missing = dialect.Words.Encode(dialect.MissingWord);
        if (dialect.ByteOrderMark)
            Append(ByteOrderMark);
        foreach (var title in dialect.Titles)
            WriteTitle(title);
        if (!dialect.Json)
            WriteHeader();
    }

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    void WriteTitle(string title)
    {
        Append(_dialect.Words.Encode(title));
        Append(_lineEnd);
        _counts.Add(Fault.TitleRow);
    }

    public long Lines { get; private set; }

    void WriteHeader()
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (i > 0)
                Append(_dialect.Separator);
            Append(_names[i]);
        }
        Append(_lineEnd);
    }

    public void Write(LogLine line)
    {
        if (_dialect.Joined)
            WriteJoint();
        if (_dialect.Json)
            WriteJson(line, whole: true);
        else
            WriteCsv(line);
        EndLine();
    }

    /// <summary>Where one of the joined files ends and the next begins: a byte order mark and a header; and stray marks of no width.</summary>
    void WriteJoint()
    {
        if (Lines > 0 && Lines % Rate(Fault.RepeatedHeader) == 0)
        {
            Append(ByteOrderMark);
            WriteHeader();
            _counts.Add(Fault.RepeatedHeader);
        }
        if (Lines > 0 && Lines % Rate(Fault.Mark) == 0)
        {
            Append("\u200B"u8);
            _counts.Add(Fault.Mark);
        }
    }

    static int Rate(Fault fault) => FaultRates.All.First(r => r.Fault == fault).Every;

    /// <summary>The line once more, broken: text after a closing quote, a quote inside a value, a column too many, or half an object.</summary>
    public void WriteBroken(LogLine line, int way)
    {
        if (_dialect.Json)
        {
            WriteJson(line, whole: false);
        }
        else
        {
            if (way % 3 == 0)
                Append("\"\"0"u8);
            else if (way % 3 == 1)
                Append("0\"0"u8);
            WriteCsv(line);
            if (way % 3 == 2)
                Append(_dialect.Separator);
        }
        EndLine();
    }

    void EndLine()
    {
        Append(_lineEnd);
        Lines++;
        if (_used > BufferSize - LineRoom)
            Flush();
    }

    void WriteCsv(LogLine line)
    {
        for (var i = 0; i < _dialect.Columns.Length; i++)
        {
            if (i > 0)
                Append(_dialect.Separator);
            var value = line[_dialect.Columns[i]];
            if (_dialect.Columns[i] is Column.Applicant or Column.Stages && value.ContainsAny(_dialect.Separator, (byte)'"'))
                AppendQuoted(value, (byte)'"');
            else
                Append(value.IsEmpty ? _missing : value);
        }
    }

    void WriteJson(LogLine line, bool whole)
    {
        var first = true;
        for (var i = 0; i < _dialect.Columns.Length; i++)
        {
            var value = line[_dialect.Columns[i]];
            if (value.IsEmpty)
                continue;
            Append(first ? (byte)'{' : (byte)',');
            first = false;
            AppendQuoted(_names[i], (byte)'\\');
            Append((byte)':');
            if (_dialect.Columns[i] is Column.Rating or Column.Days && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                Append(value);
            else
                AppendQuoted(value, (byte)'\\');
        }
        if (whole)
            Append((byte)'}');
    }

    void AppendQuoted(ReadOnlySpan<byte> value, byte escape)
    {
        Append((byte)'"');
        foreach (var b in value)
        {
            if (b == '"')
                Append(escape);
            Append(b);
        }
        Append((byte)'"');
    }

    void WriteBlankRow()
    {
        for (var i = 1; i < _dialect.Columns.Length; i++)
            Append(_dialect.Separator);
        Append(_lineEnd);
        _counts.Add(Fault.BlankRow);
    }

    void Append(byte value) => _buffer[_used++] = value;

    void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_buffer.AsSpan(_used));
        _used += value.Length;
    }

    void Flush()
    {
        _to.Write(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    public void Dispose()
    {
        for (var i = 0; i < _dialect.BlankRows; i++)
            WriteBlankRow();
        Flush();
        _to.Dispose();
    }
}
