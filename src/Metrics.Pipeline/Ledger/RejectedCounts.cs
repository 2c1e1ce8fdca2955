using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrics.CaseLogs;

namespace Metrics.Pipeline.Ledger;

/// <summary>
/// Rejected lines by reason as texts, <c>bad_row=1,bad_time=2</c>; a reason without lines is left out. STORED in the ledger and
/// with runs, by code: a new reason changes no older text.
/// </summary>
static class RejectedCounts
{
    // Earlier texts are numbers alone, one for each of these reasons.
    static readonly string[] _earlierReasons =
    [
        "bad_encoding", "bad_row", "missing_field", "too_long", "unknown_event", "bad_time", "bad_district",
        "bad_channel", "bad_result", "bad_days", "bad_rating", "unknown_item", "unknown_policy",
    ];

    static readonly Dictionary<string, int> _places = RejectReasons.Codes.Index().ToDictionary(c => c.Item, c => c.Index);

    /// <param name="counts">By <see cref="RejectReason"/>.</param>
    internal static string Write(IReadOnlyList<long> counts) =>
        string.Join(',', RejectReasons.Codes.Zip(counts).Where(c => c.Second > 0)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.First}={c.Second}")));

    /// <returns>By <see cref="RejectReason"/>.</returns>
    /// <exception cref="InvalidDataException">The text is none of ours, or names a reason that this version does not know.</exception>
    internal static long[] Read(string text)
    {
        var counts = new long[RejectReasons.Count];
        if (text.Length == 0)
            return counts;
        foreach (var (reason, count) in Entries(text))
        {
            if (!_places.TryGetValue(reason, out var place) || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out counts[place]))
                throw Unreadable(text);
        }
        return counts;
    }

    static IEnumerable<(string Reason, string Count)> Entries(string text)
    {
        var entries = text.Split(',');
        if (text.Contains('=', StringComparison.Ordinal))
            return entries.Select(e => e.Split('=') is [var reason, var count] ? (reason, count) : throw Unreadable(text));
        return entries.Length == _earlierReasons.Length ? _earlierReasons.Zip(entries) : throw Unreadable(text);
    }

    static InvalidDataException Unreadable(string text) =>
        new($"The rejected lines of a log are '{text}', expected reason=count with reasons of this version, or {_earlierReasons.Length} numbers.");
}

/// <summary>The text, or the array of numbers in which runs of an earlier version were pinned.</summary>
sealed class RejectedCountsConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartArray ? string.Join(',', JsonSerializer.Deserialize<long[]>(ref reader, options)!) : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
