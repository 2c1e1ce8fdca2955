using System.Xml.Linq;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Content;

/// <summary>The table beneath a picture, closed until it is asked for, and its rows as CSV.</summary>
static class PageTable
{
    /// <summary>Rows of a published table. None: nothing.</summary>
    internal static XElement? Of(PageSource source, string table, string[] columns, IReadOnlyList<PublishedRow> rows, Bilingual title) => rows.Count == 0 ? null
        : Of(title, columns.Select(c => Header(source, table, c)),
            rows.Select(row => columns.Select((column, place) => Cell(source, table, row, column, place))),
            CsvLink.Of(table, source.Id, [source.Tables.Columns(table), .. rows.Select(r => r.Fields)]));

    /// <summary>Of texts.</summary>
    internal static XElement Of(Bilingual title, IReadOnlyList<Bilingual> columns, IEnumerable<IReadOnlyList<Bilingual>> rows, XElement csv) =>
        Of(title, columns.Select(c => Tag("th", With("scope", "col"), c)), rows.Select(row => row.Select(cell => Tag("td", cell))), csv);

    static XElement Of(Bilingual title, IEnumerable<XElement> header, IEnumerable<IEnumerable<XElement>> rows, XElement csv) =>
        Tag("div", Class("data"),
            Tag("details",
                Tag("summary", PageWords.Of("table"), " ", title),
                Tag("div", Class("scroll"), With("tabindex", 0),
                    Tag("table", Tag("thead", Tag("tr", header)), Tag("tbody", rows.Select(cells => Tag("tr", cells)))))),
            csv);

    static XElement Header(PageSource source, string table, string column) =>
        Tag("th", With("scope", "col"), source.Tables.IsKey(table, column) ? null : Class("n"), TableWords.Column(column));

    static XElement Cell(PageSource source, string table, PublishedRow row, string column, int place)
    {
        var text = row[column];
        return !source.Tables.IsKey(table, column) ? Tag("td", Class("n"), Digits.Of(column, text))
            : place == 0 ? Tag("th", With("scope", "row"), source.Keys.Of(column, text))
            : Tag("td", source.Keys.Of(column, text));
    }
}
