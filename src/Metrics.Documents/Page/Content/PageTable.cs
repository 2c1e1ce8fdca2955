using System.Xml.Linq;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Content;

/// <summary>The table beneath a picture, closed until it is asked for, and its rows as CSV.</summary>
static class PageTable
{
    internal static XElement? Of(PageSource source, string table, string[] columns, IReadOnlyList<PublishedRow> rows, Bilingual title) => rows.Count == 0 ? null
        : Tag("div", Class("data"),
            Tag("details",
                Tag("summary", PageWords.Of("table"), " ", title),
                Tag("div", Class("scroll"), With("tabindex", 0),
                    Tag("table",
                        Tag("thead", Tag("tr", columns.Select(c => Header(source, table, c)))),
                        Tag("tbody", rows.Select(row => Tag("tr", columns.Select((column, place) => Cell(source, table, row, column, place)))))))),
            CsvLink.Of(table, source.Id, [source.Tables.Columns(table), .. rows.Select(r => r.Fields)]));

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
