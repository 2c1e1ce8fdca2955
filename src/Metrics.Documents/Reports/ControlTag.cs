using System.Buffers;

namespace Metrics.Documents.Reports;

/// <summary>The tag of a content control: a name, and behind <c>|</c> how its number is shown.</summary>
/// <param name="Form">
/// <c>percent</c> (per cent, at most two decimals), <c>numerator</c>, <c>denominator</c>, or a pattern of <c>0 # , . %</c> such as
/// <c>0.0</c>; empty: a rate as per cent, any other number as it stands in the table.
/// </param>
sealed record ControlTag(string Name, string Form)
{
    static readonly SearchValues<char> _pattern = SearchValues.Create("0#.,%");

    internal static ControlTag Of(string tag) =>
        tag.Split('|', 2) is [var name, var form] ? new(name.Trim(), form.Trim()) : new(tag.Trim(), "");

    internal bool HasKnownForm =>
        Form is "" or "percent" or "numerator" or "denominator" || !Form.AsSpan().ContainsAnyExcept(_pattern) && Form.AsSpan().ContainsAny('0', '#');
}
