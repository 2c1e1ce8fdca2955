using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Metrics.Pipeline.Ledger;

namespace Metrics.Pipeline.Sources;

/// <summary>How the pages of a log follow on each other.</summary>
public enum Paging
{
    /// <summary>The log is one answer.</summary>
    None,
    /// <summary>By the header <c>Link</c> with <c>rel="next"</c> (RFC 8288).</summary>
    Link,
    /// <summary>By a cursor in the answer, which goes into the query of the next one.</summary>
    Cursor,
    /// <summary>By <c>{page}</c> in the address, from 1 on, until one without lines.</summary>
    Number,
}

/// <summary>
/// A system that is asked for its log by every run. <c>{date}</c> in the address asks day by day, and missed days are asked for
/// again; <c>{from}</c> and <c>{to}</c> ask for all days since the last log; without them it is asked for the same every night.
/// </summary>
public sealed partial class PulledSource : IValidatableObject
{
    /// <summary>The log's source: ASCII letters, digits, <c>_</c> and <c>-</c>; at most 63.</summary>
    [Required, RegularExpression("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")]
    public string Source { get; init; } = "";

    /// <summary>
    /// The log's name in the inbox, by the rules of a pushed one, with the placeholders of its address: days as <c>yyyy-MM-dd</c>.
    /// Pages lie below it: <c>{date}.csv</c> becomes <c>{date}/0001.csv</c>.
    /// </summary>
    [Required, StringLength(480)]
    public string Name { get; init; } = "";

    /// <summary>
    /// The address to pull, <c>https</c> for a source with a credential; <c>{date}</c> the day of the log, <c>{from}</c> and <c>{to}</c>
    /// the first and the last day that are asked for, <c>{page}</c> the number of the page.
    /// </summary>
    [Required, RegularExpression("https?://.+")]
    public string Url { get; init; } = "";

    /// <summary>Sent as the header <c>Authorization</c>; a secret, to be set as a reference to Key Vault. The default is none.</summary>
    public string? Authorization { get; init; }

    /// <summary>Time for one try. The default is 60 seconds; all tries of an answer together have four times as long.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How the pages of a log follow on each other. The default is one answer a log.</summary>
    [EnumDataType(typeof(Paging))]
    public Paging Pages { get; init; }

    /// <summary>
    /// Name of the JSON property that holds the cursor: of the object around the rows, else of the last row. The default is
    /// <c>next_cursor</c>.
    /// </summary>
    [StringLength(100, MinimumLength = 1)]
    public string Cursor { get; init; } = "next_cursor";

    /// <summary>Name of the parameter that takes the cursor. The default is <c>cursor</c>.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string CursorParameter { get; init; } = "cursor";

    /// <summary>Name of the JSON property that holds the array of rows. The default, empty, is an answer that is the array, or NDJSON.</summary>
    [StringLength(100)]
    public string Rows { get; init; } = "";

    /// <summary>Days before the last log that a window asks for again, for what was entered late. The default is 3.</summary>
    [Range(0, 366)]
    public int OverlapDays { get; init; } = 3;

    /// <summary>The first day to ask for. The default is that of the first run.</summary>
    public DateOnly? Since { get; init; }

    internal string Path => new LogName(Source, Name).Path;

    internal bool IsDaily => Url.Contains(PullTemplate.Date, StringComparison.Ordinal);

    internal bool IsWindow => Url.Contains(PullTemplate.From, StringComparison.Ordinal);

    /// <summary>Whether the log is NDJSON by its name.</summary>
    internal bool IsJson => JsonName().IsMatch(Name);

    /// <summary>
    /// What no attribute can tell: a name that leaves the source's folder or meets another day's, a credential that would be readable
    /// on its way.
    /// </summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LogName.TryParse(Source, LogOf(default).Name, out _) is { } fault)
            yield return new($"The {fault.Subject.En} of the log '{Path}' is expected to have {fault.Expected.En}.", [nameof(Name)]);
        if (!Uri.TryCreate(PullTemplate.Fill(Url, default, 1), UriKind.Absolute, out var address))
            yield return new($"The address of the source '{Source}' cannot be read.", [nameof(Url)]);
        else if (!string.IsNullOrEmpty(Authorization) && address.Scheme != Uri.UriSchemeHttps)
            yield return new($"The source '{Source}' has a credential; its address is expected to begin with https.", [nameof(Url)]);
        var (days, named) = (PullTemplate.DaysOf(Url), PullTemplate.DaysOf(Name));
        if (days is not ([] or [PullTemplate.Date] or [PullTemplate.From, PullTemplate.To]))
            yield return new($"The address of the source '{Source}' is expected to have {{date}}, or {{from}} and {{to}}, or no days.", [nameof(Url)]);
        if (days.Length > 0 ? !named.SequenceEqual(days) : named.Except([PullTemplate.Date]).Any())
            yield return new($"The name of the log '{Path}' is expected to have the days that its address has, and no other braces.", [nameof(Name)]);
        if (Url.Contains(PullTemplate.Page, StringComparison.Ordinal) != (Pages == Paging.Number))
            yield return new($"The address of the source '{Source}' is expected to have {{page}} where its pages are numbered, else not.", [nameof(Url)]);
        if ((Pages == Paging.Cursor || Rows.Length > 0) && !IsJson)
            yield return new($"The log '{Path}' comes out of JSON; its name is expected to end with .ndjson.", [nameof(Name)]);
    }

    internal LogName LogOf(DayRange days) => new(Source, PullTemplate.Fill(Name, days, page: null));

    /// <summary>A page of the log: a folder takes the log's name, and keeps the ending for the pages.</summary>
    internal LogName LogOf(DayRange days, int page)
    {
        var name = LogOf(days).Name;
        var dot = name.IndexOf('.', name.LastIndexOf('/') + 1);
        var (folder, ending) = dot < 0 ? (name, "") : (name[..dot], name[dot..]);
        return new(Source, string.Create(CultureInfo.InvariantCulture, $"{folder}/{page:0000}{ending}"));
    }

    internal Uri AddressOf(DayRange days, int page) => new(PullTemplate.Fill(Url, days, page));

    /// <summary>The address of the page that follows on one with this cursor.</summary>
    internal Uri AddressOf(DayRange days, string cursor)
    {
        var address = AddressOf(days, 1).AbsoluteUri;
        var more = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new($"{address}{more}{Uri.EscapeDataString(CursorParameter)}={Uri.EscapeDataString(cursor)}");
    }

    [GeneratedRegex(@"\.(ndjson|jsonl)\z", RegexOptions.IgnoreCase)]
    private static partial Regex JsonName();
}
