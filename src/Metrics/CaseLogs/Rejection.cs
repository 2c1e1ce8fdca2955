namespace Metrics.CaseLogs;

/// <summary>Why a line is no event, in the order in which reasons are tried (contract 1.2).</summary>
public enum RejectReason : byte
{
    BadEncoding,
    BadRow,
    MissingField,
    TooLong,
    SpoiltId,
    UnknownEvent,
    BadTime,
    BadDistrict,
    BadChannel,
    BadResult,
    BadDays,
    BadRating,
    BadFlag,
    UnknownItem,
    UnknownPolicy,
}

public static class RejectReasons
{
    /// <summary>All reasons, in order; also the reason columns of the table <c>quality</c>.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "bad_encoding", "bad_row", "missing_field", "too_long", "spoilt_id", "unknown_event", "bad_time", "bad_district",
        "bad_channel", "bad_result", "bad_days", "bad_rating", "bad_flag", "unknown_item", "unknown_policy",
    ];

    public const int Count = 15;

    public static string Code(this RejectReason reason) => Codes[(int)reason];
}

/// <summary>A rejected line: where, what was found, what was expected.</summary>
/// <param name="Line">First physical line of the record; the header is 1.</param>
/// <param name="Column">Contract column at fault; empty for <c>bad_encoding</c> and <c>bad_row</c>.</param>
/// <param name="Value">What was found there; empty for <c>bad_encoding</c> and <c>bad_row</c>.</param>
/// <param name="Expected">What would have been right, in English.</param>
/// <param name="ExpectedZh">The same in Chinese (期望值).</param>
/// <param name="Fields">The line's contract columns and nothing else; empty for <c>bad_encoding</c> and <c>bad_row</c>.</param>
public sealed record Rejection(
    long Line, RejectReason Reason, string Column, string Value, string Expected, string ExpectedZh,
    IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public override string ToString() => Column.Length == 0
        ? $"line {Line}: {Reason.Code()}, expected {Expected}"
        : $"line {Line}: column {Column} is '{Value}', expected {Expected}";
}
