using System.Text.Json;
using Metrics.Files;

namespace Metrics.Policies;

/// <summary>A JSON value with its place, so that a fault says where it stands, what was found and what was expected.</summary>
sealed class JsonNode(string path, JsonElement element)
{
    internal RefusedException Fault(string member, string found, string expected, string expectedZh)
    {
        var place = member.Length == 0 ? path : $"{path}.{member}";
        var shown = CellShape.Shown(found);
        return new($"policies: {place} is {shown.En}, expected {expected}", $"时限政策：{place} 为{shown.Zh}，应为{expectedZh}");
    }

    /// <summary>Refuses other names, which may be mistyped ones. JSON has no comments: a name that begins with _ or $ is one.</summary>
    internal void AllowOnly(params ReadOnlySpan<string> names)
    {
        Expect(JsonValueKind.Object, "an object", "对象");
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name) && property.Name is not ['_' or '$', ..])
            {
                var shown = CellShape.Shown(property.Name);
                var allowed = names.ToArray();
                throw new RefusedException($"policies: {path} has the name {shown.En}, expected one of {string.Join(", ", allowed)}",
                    $"时限政策：{path} 含有名称{shown.Zh}，应为 {string.Join("、", allowed)} 之一");
            }
        }
    }

    internal JsonNode Needed(string name) => Optional(name) ?? throw Fault(name, "null", "a value", "必填值");

    internal JsonNode? Optional(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new($"{path}.{name}", value) : null;

    internal IEnumerable<JsonNode> Items()
    {
        Expect(JsonValueKind.Array, "an array", "数组");
        var index = 0;
        foreach (var item in element.EnumerateArray())
            yield return new JsonNode($"{path}[{index++}]", item);
    }

    internal string Text()
    {
        Expect(JsonValueKind.String, "a text", "文本");
        return element.GetString() is { Length: > 0 } text ? text : throw Fault("", "", "a text", "非空文本");
    }

    internal bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault("", element.GetRawText(), "true or false", "true 或 false"),
    };

    /// <summary>A limit, in working days.</summary>
    internal int Days() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var days) && days is >= 0 and <= Catalogue.MostDays ? days
            : throw Fault("", element.GetRawText(), $"working days, a whole number from 0 to {Catalogue.MostDays}",
                $"0 到 {Catalogue.MostDays} 的整数（工作日）");

    internal Day Day() =>
        Metrics.Day.TryParse(Text(), out var day) ? day : throw Fault("", Text(), "a day yyyy-MM-dd", "日期 yyyy-MM-dd");

    void Expect(JsonValueKind kind, string expected, string expectedZh)
    {
        if (element.ValueKind != kind)
            throw Fault("", element.GetRawText(), expected, expectedZh);
    }
}
