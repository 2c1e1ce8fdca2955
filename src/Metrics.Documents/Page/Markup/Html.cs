using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Metrics.Documents.Page.Markup;

/// <summary>HTML and SVG as a tree of the platform's own XML, which encodes every text and every attribute.</summary>
static class Html
{
    // Of the elements that are empty by nature: all others get an end tag, since HTML knows no <p/>.
    static readonly HashSet<string> _void = ["br", "input", "link", "meta", "rect", "line", "circle", "polyline"];

    // A name from elsewhere may hold characters that XML has no place for; HTML shows them as they are, or as U+FFFD.
    static readonly XmlWriterSettings _settings = new()
    {
        OmitXmlDeclaration = true,
        ConformanceLevel = ConformanceLevel.Fragment,
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.None,
    };

    /// <param name="content">Texts in one or two languages, elements, attributes, and lists of them; null is nothing.</param>
    internal static XElement Tag(string name, params object?[] content)
    {
        var tag = new XElement(name, content.Select(Content));
        if (tag.IsEmpty && !_void.Contains(name))
            tag.Add("");
        return tag;
    }

    /// <summary>An attribute.</summary>
    internal static XAttribute With(string name, object value) => new(name, value);

    internal static XAttribute Class(string names) => new("class", names);

    /// <summary>The elements one after the other, without white space between them.</summary>
    internal static string Text(params IEnumerable<XElement?> elements)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, _settings))
        {
            foreach (var element in elements)
                element?.WriteTo(writer);
        }
        return text.ToString();
    }

    /// <summary>A text in two languages is two elements, of which the style shows one.</summary>
    static object? Content(object? content) => content switch
    {
        Bilingual { Zh: var zh, En: var en } => zh == en ? zh : new[] { InLanguage("span", "zh", zh), InLanguage("span", "en", en) },
        IEnumerable<object?> list => list.Select(Content),
        _ => content,
    };

    internal static XElement InLanguage(string name, string language, string text, params XAttribute[] attributes) =>
        new(name, With("lang", language), attributes, text);
}
