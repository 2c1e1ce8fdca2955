using System.Text;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page;

/// <summary>The page as one file with its data, to send or to print (contract 11).</summary>
public static class PageFile
{
    /// <summary>Bytes of the file that packed views may take, so that all of it stays under 1 MB.</summary>
    const int RoomForViews = 750_000;

    /// <summary>UTF-8. The same publication and program give the same bytes.</summary>
    /// <exception cref="RefusedException">The publication cannot be read.</exception>
    public static async Task WriteAsync(PublicationReader publication, Stream to, CancellationToken stop)
    {
        var year = PageSource.YearOf(publication.Manifest.AsOf);
        var source = await PageSource.ReadAsync(publication, PageScope.OfFile(year), stop);
        var first = new PageView(year, PageView.All);
        var (views, packed) = Pack(source, [
            .. source.Periods.Select(period => new PageView(period, PageView.All)), .. source.Tables.Districts.Select(district => new PageView(year, district)),
        ]);
        var page = PageShell.OfFile(Html.Text(PageHeader.Of(source, first, views), PageBody.Of(source, first)), packed);
        await to.WriteAsync(Encoding.UTF8.GetBytes(page), stop);
    }

    /// <summary>As many of the views, from the first on, as there is room for.</summary>
    static (IReadOnlyList<PageView> Views, string Packed) Pack(PageSource source, IReadOnlyList<PageView> views)
    {
        var rendered = views.Select(view => (View: view, Sections: PageBody.Html(source, view))).ToList();
        while (true)
        {
            var packed = PackedViews.Base64(rendered);
            if (packed.Length <= RoomForViews || rendered.Count == 1)
                return ([.. rendered.Select(r => r.View)], packed);
            var fit = (int)((long)rendered.Count * RoomForViews / packed.Length);
            rendered = rendered[..Math.Max(1, fit)];
        }
    }
}
