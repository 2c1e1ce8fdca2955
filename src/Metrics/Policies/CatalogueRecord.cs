using System.Text;

namespace Metrics.Policies;

/// <summary>A record of a small, strict CSV file: every record as wide as the header, fields trimmed, blank lines left out.</summary>
readonly record struct CatalogueRecord(int Line, IReadOnlyList<string> Fields)
{
    /// <exception cref="RefusedException">A quoting fault, or a record wider or narrower than the header.</exception>
    internal static IEnumerable<CatalogueRecord> Read(string text)
    {
        var width = -1;
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var (start, first) = (at, line);
            var fields = ReadFields(text, ref at, ref line);
            if (string.IsNullOrWhiteSpace(text[start..at]))
                continue;
            width = width < 0 ? fields.Count : width;
            if (fields.Count != width)
                throw Fault(first, $"{fields.Count} columns", $"{width} columns", $"{width} 列");
            yield return new(first, fields);
        }
    }

    static List<string> ReadFields(string text, ref int at, ref int line)
    {
        var fields = new List<string>();
        while (true)
        {
            fields.Add((at < text.Length && text[at] == '"' ? Quoted(text, ref at, ref line) : Plain(text, ref at, line)).Trim());
            if (at < text.Length && text[at] == ',')
                at++;
            else
                break;
        }
        at += at < text.Length && text[at] == '\r' ? 1 : 0;
        at += at < text.Length ? 1 : 0;
        line++;
        return fields;
    }

    static string Plain(string text, ref int at, int line)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\n') && !EndsWithCrLf(text, at))
            if (text[at++] == '"')
                throw Fault(line, text[start..at], "no quote inside an unquoted field", "未加引号的字段中不得有引号");
        return text[start..at];
    }

    static string Quoted(string text, ref int at, ref int line)
    {
        var (field, first) = (new StringBuilder(), line);
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                if (at == text.Length || text[at] is ',' or '\n' || EndsWithCrLf(text, at))
                    return field.ToString();
                if (text[at] != '"')
                    throw Fault(first, field.ToString(), "nothing after a closing quote", "右引号之后不得有文字");
            }
            line += text[at] == '\n' ? 1 : 0;
            field.Append(text[at]);
        }
        throw Fault(first, field.ToString(), "a closing quote", "右引号");
    }

    static bool EndsWithCrLf(string text, int at) => text[at] == '\r' && (at + 1 == text.Length || text[at + 1] == '\n');

    static RefusedException Fault(int line, string found, string expected, string expectedZh) =>
        new($"catalogue line {line}: '{found}', expected {expected}", $"事项目录第 {line} 行：“{found}”，应为{expectedZh}");
}
