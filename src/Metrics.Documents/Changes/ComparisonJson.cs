using System.Text.Encodings.Web;
using System.Text.Json;
using Metrics.Documents.Published;

namespace Metrics.Documents.Changes;

/// <summary>A comparison as one JSON object, written while it is made.</summary>
public static class ComparisonJson
{
    const int FlushAt = 1 << 14;

    /// <param name="isWanted">Which changes are written; null: all.</param>
    /// <exception cref="RefusedException">A table is damaged: what was written so far counts for nothing.</exception>
    public static async Task WriteAsync(Comparison comparison, Stream to, Func<Change, bool>? isWanted, CancellationToken stop)
    {
        await using var json = new Utf8JsonWriter(to, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("id", comparison.After.Id);
        json.WriteString("since", comparison.Before.Id);
        json.WriteString("through", comparison.Through.ToString());
        json.WriteStartArray("causes");
        foreach (var cause in comparison.Causes)
            Write(json, cause);
        json.WriteEndArray();
        if (comparison.Replayed is { } reasons)
        {
            json.WriteStartArray("replayed");
            foreach (var reason in reasons)
                json.WriteStringValue(Reasons.Code(reason));
            json.WriteEndArray();
        }
        json.WriteStartArray("changes");
        await foreach (var change in comparison.ChangesAsync(stop))
        {
            if (isWanted?.Invoke(change) != false)
                Write(json, change, hasParts: comparison.Replayed is not null);
            if (json.BytesPending > FlushAt)
                await json.FlushAsync(stop);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Cause cause)
    {
        json.WriteStartObject();
        json.WriteString("reason", Reasons.Code(cause.Reason));
        json.WriteString("what", cause.What);
        json.WriteString("before", cause.Before);
        json.WriteString("after", cause.After);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Change change, bool hasParts)
    {
        json.WriteStartObject();
        json.WriteString("table", change.Table);
        json.WriteStartObject("keys");
        foreach (var (column, key) in change.Keys)
            json.WriteString(column, key);
        json.WriteEndObject();
        json.WriteString("column", change.Column);
        Values(json, change.Before, change.After);
        if (hasParts)
        {
            json.WriteStartArray("parts");
            foreach (var part in change.Parts)
            {
                json.WriteStartObject();
                json.WriteString("reason", Reasons.Code(part.Reason));
                Values(json, part.Before, part.After);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void Values(Utf8JsonWriter json, CellValue before, CellValue after)
    {
        Value(json, "before", before);
        Value(json, "after", after);
        if (before.Fraction is null && after.Fraction is null)
            return;
        Value(json, "before_fraction", before.Fraction);
        Value(json, "after_fraction", after.Fraction);
    }

    /// <summary>The publication's own digits, so that 2.00 stays 2.00.</summary>
    static void Value(Utf8JsonWriter json, string name, CellValue value)
    {
        json.WritePropertyName(name);
        if (value.Text.Length == 0)
            json.WriteNullValue();
        else
            json.WriteRawValue(value.Text);
    }

    static void Value(Utf8JsonWriter json, string name, Fraction? fraction)
    {
        if (fraction is not { } known)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("numerator", known.Part);
        json.WriteNumber("denominator", known.Whole);
        json.WriteEndObject();
    }
}
