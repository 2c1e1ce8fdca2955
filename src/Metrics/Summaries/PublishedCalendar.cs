using System.Text.Json;
using Metrics.Calendars;

namespace Metrics.Summaries;

/// <summary>What a publication knew of the calendar, told from its <c>manifest.json</c>.</summary>
public static class PublishedCalendar
{
    /// <summary>These calendars less the notices and layers that the manifest does not name; null: there is none such, nothing new is known.</summary>
    /// <param name="manifest">Of the publication before, UTF-8.</param>
    /// <exception cref="JsonException">It is no manifest.</exception>
    public static CalendarBook? Before(ReadOnlyMemory<byte> manifest, CalendarBook now)
    {
        using var json = JsonDocument.Parse(manifest);
        var calendar = json.RootElement.GetProperty("calendar");
        var known = calendar.GetProperty("notices").EnumerateArray().Select(n => n.GetProperty("number").GetString())
            .Concat(calendar.GetProperty("layers").EnumerateArray().Select(LayerKey)).ToHashSet();
        bool IsKnown(CalendarRecord record) => known.Contains(record is Layer layer ? LayerKey(layer) : record.Title);
        return now.Notices.All(IsKnown) && now.Layers.All(IsKnown) ? null : now.Only(IsKnown);
    }

    // A layer may have no number: what names it is all that the manifest says of it.
    static string LayerKey(JsonElement layer)
    {
        string? Member(string name) => layer.GetProperty(name).GetString();
        return string.Join('\t', Member("prefix"), Member("number"), Member("from"), Member("to"));
    }

    static string LayerKey(Layer layer) =>
        string.Join('\t', layer.Prefix, layer.Number, Day.Of(layer.FirstDay), Day.Of(layer.LastDay));
}
