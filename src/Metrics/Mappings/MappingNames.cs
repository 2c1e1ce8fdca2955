using System.Text;
using Metrics.Files;

namespace Metrics.Mappings;

/// <summary>What a mapping names: headers of the file, words for its cells, and the tables whose misses are counted; each by its number.</summary>
sealed class MappingNames
{
    /// <summary>Characters of a header, or of a word.</summary>
    const int Longest = 1024;

    readonly Utf8Index _headers = new();
    readonly Utf8Index _words = new();
    readonly List<CountedTable> _tables = [];

    public MappingNames() => _words.Add([]);

    public string[] Headers => [.. Enumerable.Range(0, _headers.Count).Select(h => _headers[h])];

    /// <summary>The first is <see cref="Mapping.Missing"/>.</summary>
    public byte[][] Words => [.. Enumerable.Range(0, _words.Count).Select(w => _words.Utf8(w).ToArray())];

    public CountedTable[] Tables => [.. _tables];

    public int Header(JsonNode node, string header) => Clean(node, header) is { IsEmpty: false } clean ? _headers.Add(clean)
        : throw node.Fault("", header, "a header", "表头名");

    public int Word(JsonNode node) => _words.Add(Clean(node, node.TextOrEmpty()));

    public CellSource Constant(string word) => CellSource.Constant(_words.Add(word));

    public int Table(Column column, int header)
    {
        _tables.Add(new(column, header));
        return _tables.Count - 1;
    }

    /// <summary>A text as a file's headers and cells are cleaned before they are compared.</summary>
    /// <param name="node">Where it stands.</param>
    public static ReadOnlySpan<byte> Clean(JsonNode node, string text) => text.Length <= Longest ? Cleaning.Clean(Encoding.UTF8.GetBytes(text))
        : throw node.Fault("", text, $"at most {Longest} characters", $"最多 {Longest} 个字符");
}
