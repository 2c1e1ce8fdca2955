using System.Text.Encodings.Web;
using System.Text.Json;

namespace Metrics.Proposing;

/// <summary>A line of a proposed mapping: a member of an object or an entry of a list, and what is to be known of it.</summary>
readonly record struct ProposedLine(string Json, string Note)
{
    const string Sure = "sure 确定";

    /// <param name="doubt">Null: there is none.</param>
    public static ProposedLine Of(string json, Bilingual? doubt) => new(json, doubt is { } d ? $"guess 推测: {d.En}; {d.Zh}" : Sure);

    /// <summary>A text as JSON.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Texts as the inside of a JSON array.</summary>
    public static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));
}
