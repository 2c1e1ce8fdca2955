using System.Xml.Linq;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Content;

/// <summary>A publication seen under one view: what every section is made from.</summary>
sealed record PageContent(PageSource Source, PageView View)
{
    internal string Period => View.Period.ToString();

    /// <summary>The last month that the view's period has behind it.</summary>
    internal string Month => View.LastMonth(Source.AsOf).ToString();

    internal PageTables Tables => Source.Tables;

    /// <summary>The view's row of a table that has a period, a district and perhaps a channel.</summary>
    internal PublishedRow? Row(string table, params string[] others) => Tables.Find(table, [Period, View.District, .. others]);

    internal Bilingual Name(string column, string value) => Source.Keys.Of(column, value);

    internal XElement? Table(string table, string columns, IEnumerable<PublishedRow?> rows, string? word = null) =>
        Source.Table(table, columns, rows, word);
}
