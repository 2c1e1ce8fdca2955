using System.Xml.Linq;
using Metrics.Documents.Page.Markup;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page;

/// <summary>What stands above the data: the switch between the languages, and where the page is served the form for its key.</summary>
static class Entrance
{
    /// <summary>A switch that works without the script too: the style looks which of its links the address names.</summary>
    internal static XElement Languages() => Tag("div", Class("languages"),
        Tag("a", With("id", "lang=zh"), With("href", "#lang=zh"), With("lang", "zh"), "中文"), " ",
        Tag("a", With("id", "lang=en"), With("href", "#lang=en"), With("lang", "en"), "English"));

    internal static XElement[] Of() =>
    [
        Tag("header", With("id", "head")),
        Tag("main", With("id", "main"), With("tabindex", -1),
            Tag("h1", PageWords.Of("title")),
            Tag("noscript", Tag("p", PageWords.Of("needs_script"))),
            Tag("form", With("id", "entrance"),
                Tag("label", With("for", "key"), PageWords.Of("key")),
                Tag("input", With("id", "key"), With("type", "password"), With("autocomplete", "off"), With("required", "required")),
                Tag("button", PageWords.Of("open"))),
            Tag("p", Class("note"), PageWords.Of("key_stays"))),
    ];
}
