using System.Text;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page;

/// <summary>What the served page asks for: head and sections of one view, as HTML. The page's script puts them into it.</summary>
public static class PageData
{
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>UTF-8. The same publication, view and program give the same bytes.</summary>
    /// <param name="since">The publication before; null: the page says nothing of changes.</param>
    /// <param name="period">Null: the year of as_of.</param>
    /// <param name="district">Its code, or <c>*</c>. One that the publication does not know has nothing to show.</param>
    /// <exception cref="RefusedException">The publication cannot be read.</exception>
    public static async Task WriteAsync(
        PublicationReader publication, PublicationReader? since, Period? period, string district, Stream to, CancellationToken stop)
    {
        var asOf = publication.Manifest.AsOf;
        var view = new PageView(period ?? PageSource.YearOf(asOf), district);
        var source = await PageSource.ReadAsync(publication, PageScope.OfView(view, asOf), overdue: null, since, stop);
        PageView[] views =
        [
            .. source.Periods.Select(p => new PageView(p, PageView.All)), .. source.Tables.Districts.Select(d => new PageView(view.Period, d)),
        ];
        var html = Html.Text(PageHeader.Of(source, view, views), PageBody.Of(source, view));
        await to.WriteAsync(Encoding.UTF8.GetBytes(html), stop);
    }

    /// <summary>The districts that the publication knows, a code a line.</summary>
    /// <exception cref="RefusedException">The publication cannot be read.</exception>
    public static async Task WriteDistrictsAsync(PublicationReader publication, Stream to, CancellationToken stop)
    {
        var tables = await PageTables.ReadAsync(publication, new(_ => false, (_, _) => false, _ => false), stop);
        await to.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', tables.Districts)), stop);
    }
}
