using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Metrics.Documents.Page.Markup;

/// <summary>The page's own words in Chinese and English, by key.</summary>
static partial class PageWords
{
    [JsonSerializable(typeof(Dictionary<string, Bilingual>))]
    sealed partial class Json : JsonSerializerContext;

    // The members of a text in two languages are zh and en.
    static readonly Dictionary<string, Bilingual> _words = PageResources.Json("words.json", new Json(new JsonSerializerOptions
    {
        PropertyNameCaseInsensitive = true,
    }).DictionaryStringBilingual);

    internal static Bilingual Of(string key) => _words[key];

    /// <summary>With numbers and texts in the places <c>{0}</c>, <c>{1}</c> …</summary>
    internal static Bilingual Of(string key, params object[] values) =>
        new(string.Format(CultureInfo.InvariantCulture, _words[key].Zh, values), string.Format(CultureInfo.InvariantCulture, _words[key].En, values));
}
