using System.Xml.Linq;
using Metrics.Documents.Page.Markup;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Content;

/// <summary>A picture, its definition, and beneath it its tables.</summary>
static class Picture
{
    /// <param name="word">Of its title; its definition is the word <c>{word}_definition</c>.</param>
    internal static XElement Of(string word, params object?[] content) =>
        Tag("figure", Tag("figcaption", Tag("h3", PageWords.Of(word)), Tag("p", Class("definition"), PageWords.Of(word + "_definition"))), content);

    /// <summary>A part of the page under its heading.</summary>
    /// <param name="word">Of its heading, and its id.</param>
    internal static XElement Section(string word, params object?[] content) =>
        Tag("section", With("id", word), With("aria-labelledby", word + "-heading"), Tag("h2", With("id", word + "-heading"), PageWords.Of(word)), content);

    /// <summary>Said where there is nothing to show.</summary>
    internal static XElement Note(string word, params object[] values) => Tag("p", Class("note"), PageWords.Of(word, values));
}
