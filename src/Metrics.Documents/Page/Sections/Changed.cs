using System.Xml.Linq;
using Metrics.Documents.Changes;
using Metrics.Documents.Page.Charts;
using Metrics.Documents.Page.Content;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;
using static Metrics.Documents.Page.Markup.Html;

namespace Metrics.Documents.Page.Sections;

/// <summary>What has changed since an older publication (contract 10): why, and which numbers of the whole city.</summary>
static class Changed
{
    internal static XElement? Of(PageSource source)
    {
        if (source.Changes is not { Comparison: var comparison } changes)
            return null;
        return Picture.Section("changes",
            Tag("p", PageWords.Of("changes_since", comparison.Before.Id, comparison.Through, Digits.Grouped(changes.Count))),
            Causes(source, comparison), changes.Shown.Count == 0 ? null : Numbers(source, changes.Shown));
    }

    static XElement Causes(PageSource source, Comparison comparison) => PageTable.Of(
        PageWords.Of("causes"), [.. ((string[])["cause", "what", "before", "after"]).Select(PageWords.Of)],
        comparison.Causes.Select(c => (IReadOnlyList<Bilingual>)
            [Reasons.Name(c.Reason), Drawing.Same(c.What), Drawing.Same(Short(c.Before)), Drawing.Same(Short(c.After))]),
        CsvLink.Of("causes", source.Id,
        [
            ["reason", "what", "before", "after"],
            .. comparison.Causes.Select(c => (string[])[Reasons.Code(c.Reason), c.What, c.Before ?? "", c.After ?? ""]),
        ]));

    static XElement Numbers(PageSource source, IReadOnlyList<Change> changes) => PageTable.Of(
        PageWords.Of("changed_numbers"), [.. ((string[])["changed_table", "changed_row", "changed_column", "before", "after"]).Select(PageWords.Of)],
        changes.Select(c => (IReadOnlyList<Bilingual>)
        [
            TableWords.Table(c.Table), Row(source, c), TableWords.Column(c.Column),
            Drawing.Same(Digits.Of(c.Column, c.Before.Text)), Drawing.Same(Digits.Of(c.Column, c.After.Text)),
        ]),
        CsvLink.Of("changes", source.Id,
            [["table", "row", "column", "before", "after"], .. changes.Select(c => (string[])
                [c.Table, string.Join(' ', c.Keys.Select(k => k.Value)), c.Column, c.Before.Text, c.After.Text])]));

    static Bilingual Row(PageSource source, Change change)
    {
        var names = change.Keys.Where(k => k.Value != PageView.All).Select(k => source.Keys.Of(k.Key, k.Value)).ToList();
        return new(string.Join(' ', names.Select(n => n.Zh)), string.Join(' ', names.Select(n => n.En)));
    }

    /// <summary>Of a hash the beginning is enough to tell it from the other.</summary>
    static string Short(string? text) => text is null ? Digits.None : text.Length == 64 ? text[..12] : text;
}
