using System.Globalization;
using System.Xml.Linq;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page;

/// <summary>Whose numbers, of what day, from which lines; and what may be picked.</summary>
static class PageHeader
{
    static readonly string[] _sections = ["promises", "waiting", "online", "late", "stages", "claims", "ratings", "figures", "quality", "changes"];

    /// <param name="views">All that may be picked.</param>
    internal static XElement Of(PageSource source, PageView view, IReadOnlyCollection<PageView> views) => Tag("header", With("id", "head"),
        Tag("h1", source.Names.City.Length == 0 ? null : source.Names.City + " ", PageWords.Of("title")),
        Tag("p", PageWords.Of("as_of", Iso(source.AsOf)), " · ", PageWords.Of("publication"), " ", Tag("code", source.Id)),
        Tag("p", Coverage(source)),
        source.Manifest.Provisional is { } first ? Tag("p", Class("mark"), PageWords.Of("provisional", Iso(first))) : null,
        Left(source, views) is > 0 and var left ? Tag("p", Class("note"), PageWords.Of("districts_left", left)) : null,
        Tag("div", Class("pickers"),
            Picker("period", views.Select(v => v.Period.ToString()).Distinct(), view.Period.ToString()),
            Picker("district", views.Select(v => v.District).Distinct(), view.District)),
        Tag("nav", With("aria-labelledby", "sections"), Tag("h2", With("id", "sections"), Class("away"), PageWords.Of("sections")),
            Tag("ul", _sections.Where(s => s != "changes" || source.Changes is not null)
                .Select(s => Tag("li", Tag("a", With("href", "#" + s), PageWords.Of(s)))))));

    /// <summary>How many districts have no view: a file has room for some two hundred.</summary>
    static int Left(PageSource source, IReadOnlyCollection<PageView> views) =>
        source.Tables.Districts.Count - views.Where(v => !v.IsCity).Select(v => v.District).Distinct().Count();

    static Bilingual Coverage(PageSource source)
    {
        var files = source.Manifest.Inputs;
        return PageWords.Of("coverage", Digits.Grouped(files.Count), Digits.Grouped(files.Sum(f => f.Lines)),
            Digits.Grouped(files.Sum(f => f.Rejected)), Digits.Grouped(files.Count(f => f.Refused)));
    }

    static XElement Picker(string name, IEnumerable<string> values, string picked) => Tag("div",
        Tag("label", With("for", name), PageWords.Of(name)),
        Tag("select", With("id", name), values.Select(value =>
            Tag("option", With("value", value), value == picked ? With("selected", "selected") : null, value == PageView.All ? City() : value))));

    /// <summary>An option holds no elements: both languages in one text.</summary>
    static string City() => $"{PageWords.Of("city").Zh} · {PageWords.Of("city").En}";

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
