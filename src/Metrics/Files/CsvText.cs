using System.Buffers;

namespace Metrics.Files;

/// <summary>Fields of CSV (RFC 4180) as they are written.</summary>
public static class CsvText
{
    static readonly SearchValues<char> _quoted = SearchValues.Create(",\"\r\n");

    /// <summary>A field, quoted only where it must be; null: an empty one.</summary>
    public static string Field(string? text) => text is null ? ""
        : text.AsSpan().ContainsAny(_quoted) ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : text;
}
