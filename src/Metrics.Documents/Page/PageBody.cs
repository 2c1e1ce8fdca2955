using System.Xml.Linq;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Sections;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page;

/// <summary>The page's sections in the order of contract 11.</summary>
static class PageBody
{
    internal static XElement Of(PageSource source, PageView view) => Tag("main", With("id", "main"), With("tabindex", -1),
        Tag("div", With("id", "view"), With("data-view", view), Sections(source, view)),
        Quality.Of(source), Changed.Of(source));

    /// <summary>The sections that speak of a period and a district, each as text.</summary>
    internal static IReadOnlyList<string> Html(PageSource source, PageView view) => [.. Sections(source, view).Select(s => Text(s))];

    static IEnumerable<XElement> Sections(PageSource source, PageView view)
    {
        var page = new PageContent(source, view);
        return
        [
            Tag("p", Class("view"), Tag("b", view.Period.ToString()), " · ", PageSource.District(view)),
            Promises.Of(page), Waiting.Of(page), Online.Of(page), Late.Of(page), Stages.Of(page), Claims.Of(page), Ratings.Of(page),
            ReportFigures.Of(page),
        ];
    }
}
