using System.Text;
using Metrics.Documents.Evidence;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page;

/// <summary>The page as one file with its data, to send or to print (contract 11).</summary>
public static class PageFile
{
    /// <summary>Bytes that the view which is shown first and the packed ones may take, so that all of the file stays under 1 MB.</summary>
    const int Room = 950_000;

    /// <summary>UTF-8. The same publication and program give the same bytes.</summary>
    /// <param name="overdue">From the evidence of the same run; null: it says nothing of ages.</param>
    /// <param name="since">An older publication; null: the page says nothing of changes.</param>
    /// <exception cref="RefusedException">A publication cannot be read, or the evidence is of another one.</exception>
    public static async Task WriteAsync(
        PublicationReader publication, OverdueAges? overdue, PublicationReader? since, Stream to, CancellationToken stop)
    {
        var year = PageSource.YearOf(publication.Manifest.AsOf);
        var source = await PageSource.ReadAsync(publication, PageScope.OfFile(year), overdue, since, stop);
        CheckEvidence(source);
        var first = new PageView(year, PageView.All);
        var body = Html.Text(PageBody.Of(source, first));
        var (views, packed) = Pack(source, Room - Encoding.UTF8.GetByteCount(body), [
            .. source.Periods.Select(period => new PageView(period, PageView.All)), .. source.Tables.Districts.Select(district => new PageView(year, district)),
        ]);
        var page = PageShell.OfFile(Html.Text(PageHeader.Of(source, first, views)) + body, packed);
        await to.WriteAsync(Encoding.UTF8.GetBytes(page), stop);
    }

    /// <summary>The evidence has no id: its units must be as many as the publication's.</summary>
    static void CheckEvidence(PageSource source)
    {
        var month = Month.Of(source.AsOf.Year, source.AsOf.Month).ToString();
        var published = source.Tables.Find("backlog", month, PageView.All, PageView.All, PageView.All)?.Count("overdue") ?? 0;
        if (source.Overdue?.Of(PageView.All).Sum() is { } found && found != published)
        {
            throw new RefusedException($"the evidence has {found} overdue units, expected the {published} of publication {source.Id}: it is of another run",
                $"依据中有 {found} 件逾期未办结，应为发布 {source.Id} 的 {published} 件：依据来自另一次运行");
        }
    }

    /// <summary>As many of the views, from the first on, as there is room for.</summary>
    static (IReadOnlyList<PageView> Views, string Packed) Pack(PageSource source, int room, IReadOnlyList<PageView> views)
    {
        var rendered = views.Select(view => (View: view, Sections: PageBody.Html(source, view))).ToList();
        while (true)
        {
            var packed = PackedViews.Base64(rendered);
            if (packed.Length <= room || rendered.Count == 1)
                return ([.. rendered.Select(r => r.View)], packed);
            var fit = (int)((long)rendered.Count * room / packed.Length);
            rendered = rendered[..Math.Max(1, fit)];
        }
    }
}
