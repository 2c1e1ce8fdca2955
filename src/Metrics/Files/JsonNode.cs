using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Metrics.Files;

/// <summary>A value of reference data in JSON with its place, so that a fault says where it stands, what was found and what was expected.</summary>
/// <param name="file">What the file is, for errors.</param>
sealed class JsonNode(Bilingual file, string path, JsonElement element)
{
    /// <summary>Reads a whole file: an object whose only member is a list.</summary>
    /// <param name="file">What the file is, for errors.</param>
    /// <param name="list">The name of the list.</param>
    /// <param name="read">Called for each entry of the list.</param>
    /// <param name="comments">What to make of comments (<c>//</c>), which JSON has not.</param>
    /// <exception cref="RefusedException">It is no such file, or <paramref name="read"/> refuses an entry.</exception>
    internal static void Read(
        ReadOnlyMemory<byte> json, Bilingual file, string list, Action<JsonNode> read, JsonCommentHandling comments = JsonCommentHandling.Disallow)
    {
        if (!Utf8.IsValid(json.Span))
            throw new RefusedException($"{file.En}: not UTF-8", $"{file.Zh}：不是 UTF-8");
        try
        {
            using var document = JsonDocument.Parse(Metrics.Text.WithoutBom(json), new JsonDocumentOptions { CommentHandling = comments });
            var root = new JsonNode(file, "$", document.RootElement);
            root.AllowOnly(list);
            foreach (var entry in root.Needed(list).Items())
                read(entry);
        }
        catch (JsonException e)
        {
            throw new RefusedException(
                string.Create(CultureInfo.InvariantCulture,
                    $"{file.En}: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: found what is no JSON, expected a JSON object with the name {list}"),
                string.Create(CultureInfo.InvariantCulture,
                    $"{file.Zh}：第 {e.LineNumber + 1} 行第 {e.BytePositionInLine + 1} 字节：不是有效的 JSON，应为含 {list} 的 JSON 对象"));
        }
        catch (InvalidOperationException) // found when the text is read
        {
            throw new RefusedException($"{file.En}: found an escape that is half a character, expected whole ones", $"{file.Zh}：含有不完整的字符转义");
        }
    }

    internal RefusedException Fault(string found, Bilingual expected) => Fault("", found, expected.En, expected.Zh);

    internal RefusedException Fault(string member, string found, string expected, string expectedZh)
    {
        var place = member.Length == 0 ? path : $"{path}.{member}";
        var shown = CellShape.Shown(found);
        return new($"{file.En}: {place} is {shown.En}, expected {expected}", $"{file.Zh}：{place} 为{shown.Zh}，应为{expectedZh}");
    }

    /// <summary>Refuses other names, which may be mistyped ones. JSON has no comments: a name that begins with _ or $ is one.</summary>
    internal void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in Members())
        {
            if (names.Contains(name) || name is ['_' or '$', ..])
                continue;
            var allowed = names.ToArray();
            throw NameFault(name, $"expected one of {string.Join(", ", allowed)}", $"应为 {string.Join("、", allowed)} 之一");
        }
    }

    /// <summary>The members of an object, in their order.</summary>
    /// <exception cref="RefusedException">A name stands there twice.</exception>
    internal IReadOnlyList<(string Name, JsonNode Value)> Members()
    {
        Expect(JsonValueKind.Object, "an object", "对象");
        var members = new List<(string, JsonNode)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Add(property.Name))
                throw NameFault(property.Name, "which stands there twice, expected each once", "且不止一次，每个名称只能出现一次");
            members.Add((property.Name, new(file, $"{path}.{CellShape.Short(property.Name)}", property.Value)));
        }
        return members;
    }

    internal RefusedException NameFault(string name, string expected, string expectedZh)
    {
        var shown = CellShape.Shown(name);
        return new($"{file.En}: {path} has the name {shown.En}, {expected}", $"{file.Zh}：{path} 含有名称{shown.Zh}，{expectedZh}");
    }

    internal bool IsText => element.ValueKind == JsonValueKind.String;

    /// <summary>The value as one text, whatever blanks and escapes the file has.</summary>
    internal string Canonical()
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
            element.WriteTo(json);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>A member that may be left out, but not be null.</summary>
    internal JsonNode? Member(string name) => element.TryGetProperty(name, out var value) ? new(file, $"{path}.{name}", value) : null;

    internal JsonNode Needed(string name) => Optional(name) ?? throw Fault(name, "null", "a value", "必填值");

    internal JsonNode? Optional(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new(file, $"{path}.{name}", value) : null;

    internal IEnumerable<JsonNode> Items()
    {
        Expect(JsonValueKind.Array, "an array", "数组");
        var index = 0;
        foreach (var item in element.EnumerateArray())
            yield return new JsonNode(file, $"{path}[{index++}]", item);
    }

    internal string Text()
    {
        var text = TextOrEmpty();
        return text.Length > 0 ? text : throw Fault("", "", "a text", "非空文本");
    }

    /// <summary>A text that may be empty.</summary>
    internal string TextOrEmpty()
    {
        Expect(JsonValueKind.String, "a text", "文本");
        return element.GetString()!;
    }

    internal bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault("", element.GetRawText(), "true or false", "true 或 false"),
    };

    /// <summary>A limit, in working days.</summary>
    internal int Days(int most) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var days) && days >= 0 && days <= most ? days
            : throw Fault("", element.GetRawText(), $"working days, a whole number from 0 to {most}", $"0 到 {most} 的整数（工作日）");

    internal Day Day() =>
        Metrics.Day.TryParse(Text(), out var day) ? day : throw Fault("", Text(), "a day yyyy-MM-dd", "日期 yyyy-MM-dd");

    void Expect(JsonValueKind kind, string expected, string expectedZh)
    {
        if (element.ValueKind != kind)
            throw Fault("", element.GetRawText(), expected, expectedZh);
    }
}
