using System.Text.Json;
using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>The columns of one JSON object (contract 1.4). For one thread.</summary>
sealed class JsonRecord
{
    // Only the length of a line bounds its depth.
    static readonly JsonReaderOptions _options = new() { MaxDepth = LogRecord.MaxBytes };

    ColumnNames _columns = null!;
    int[] _map = [];
    int[] _seps = [];
    byte[] _text = [];
    byte[] _key = [];
    int _fields;
    int _length;

    public RecordFields Fields() => new(_text, _seps, _map, raw: false);

    /// <summary>False: not one JSON object, one of the columns twice, or a value that is no text, number or null there.</summary>
    public bool TryParse(ReadOnlySpan<byte> line, ColumnNames columns)
    {
        if (columns != _columns)
            (_columns, _map, _seps) = (columns, new int[columns.Count], new int[columns.Count + 1]);
        if (_text.Length < line.Length)
        {
            _text = new byte[line.Length];
            _key = new byte[line.Length];
        }
        Array.Fill(_map, RecordFields.Missing);
        _fields = _length = 0;
        _seps[0] = -1;
        try
        {
            return TryRead(new Utf8JsonReader(line, _options));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    bool TryRead(Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        var good = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = ColumnOf(ref reader);
            reader.Read();
            if (column >= 0)
                good &= TryKeep(column, ref reader);
            reader.Skip();
        }
        // Reads past the object: other text after it is a JsonException.
        return !reader.Read() && good;
    }

    /// <summary>-1: none of the columns. An escaped key is the key; one that is no text names none.</summary>
    int ColumnOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return _columns.Find(reader.ValueSpan);
        return JsonText.TryUnescape(reader.ValueSpan, _key, out var length) ? _columns.Find(_key.AsSpan(0, length)) : -1;
    }

    bool TryKeep(int column, ref Utf8JsonReader reader)
    {
        if (_map[column] >= 0 || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null))
            return false;
        var into = _text.AsSpan(_length);
        var length = 0;
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
        {
            if (!JsonText.TryUnescape(reader.ValueSpan, into, out length))
                return false;
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            reader.ValueSpan.CopyTo(into);
            length = reader.ValueSpan.Length;
        }
        _length += length;
        _map[column] = _fields++;
        _seps[_fields] = _length++;
        return true;
    }
}
