using System.Xml.Linq;
using Metrics.Documents.Evidence;
using Metrics.Documents.Page.Markup;
using Metrics.Documents.Published;

namespace Metrics.Documents.Page.Content;

/// <summary>All that the page of a publication is made from.</summary>
sealed class PageSource
{
    PageSource(PublicationReader publication, Names names, PageTables tables) =>
        (Id, Manifest, Names, Keys, Tables) = (publication.Id, publication.Manifest, names, new(names), tables);

    /// <summary>The publication's.</summary>
    internal string Id { get; }

    internal Manifest Manifest { get; }
    internal Names Names { get; }
    internal KeyNames Keys { get; }
    internal PageTables Tables { get; }

    /// <summary>How long what is overdue has been so; null: the evidence was not given.</summary>
    internal OverdueAges? Overdue { get; init; }

    /// <summary>Null: no older publication was given.</summary>
    internal ChangesSince? Changes { get; init; }

    internal DateOnly AsOf => Manifest.AsOf;

    /// <summary>That of as_of.</summary>
    internal Period LastYear => YearOf(AsOf);

    internal static Period YearOf(DateOnly asOf) => Period.OfMonth(Month.Of(asOf.Year, asOf.Month)).Wider.Wider;

    /// <param name="overdue">Null: the evidence was not given.</param>
    /// <param name="since">Null: no older publication was given.</param>
    internal static async Task<PageSource> ReadAsync(
        PublicationReader publication, PageScope scope, OverdueAges? overdue, PublicationReader? since, CancellationToken stop) =>
        new(publication, await publication.NamesAsync(stop), await PageTables.ReadAsync(publication, scope, stop))
        {
            Overdue = overdue,
            Changes = since is null ? null : await ChangesSince.ReadAsync(new(since, publication), stop),
        };

    /// <summary>Years, then quarters, then months, the newest first.</summary>
    internal IEnumerable<Period> Periods => Tables.Periods.Append(LastYear).Distinct()
        .OrderBy(p => p.Wider == p ? 0 : p.Wider.Wider == p.Wider ? 1 : 2).ThenByDescending(p => p.Number);

    /// <summary>Each policy once, in its version of a day, else in its last one.</summary>
    internal IEnumerable<PolicyNames> Policies(DateOnly day) => Names.Policies.GroupBy(p => p.Id).Select(versions =>
        versions.LastOrDefault(v => (v.From is not { } from || from <= day) && (v.To is not { } to || day <= to)) ?? versions.Last());

    /// <summary>What a view's district is called.</summary>
    internal static Bilingual District(PageView view) => view.IsCity ? PageWords.Of("city") : new(view.District, view.District);

    /// <summary>A table of these rows with its CSV. None: nothing.</summary>
    /// <param name="columns">Names, with commas between.</param>
    /// <param name="word">Of its title, where the table's own name does not say enough.</param>
    internal XElement? Table(string table, string columns, IEnumerable<PublishedRow?> rows, string? word = null) =>
        PageTable.Of(this, table, columns.Split(','), [.. rows.OfType<PublishedRow>()], word is null ? TableWords.Table(table) : PageWords.Of(word));
}
