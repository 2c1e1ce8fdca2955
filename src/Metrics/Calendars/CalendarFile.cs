using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrics.Files;

namespace Metrics.Calendars;

/// <summary>A file of notices and layers as it is written (docs/calendar.md). STORED: cities keep such files; a renamed property breaks them.</summary>
sealed class CalendarFile
{
    // Set and not given to constructors, whose arguments the serializer gathers in types that are compiled at every start.
    public IReadOnlyList<RawNotice>? Notices { get; set; }
    public IReadOnlyList<RawLayer>? Layers { get; set; }

    internal sealed class RawNotice
    {
        public int? Year { get; set; }
        public string? Number { get; set; }
        public string? Amends { get; set; }
        public string? Issued { get; set; }
        public int? ExtraDays { get; set; }
        public string? Address { get; set; }
        public IReadOnlyList<RawHoliday?>? Holidays { get; set; }
    }

    internal sealed class RawLayer
    {
        public string? Prefix { get; set; }
        public string? Number { get; set; }
        public string? Issued { get; set; }
        public string? Address { get; set; }
        public IReadOnlyList<RawHoliday?>? Holidays { get; set; }
    }

    /// <summary>Days are <c>yyyy-MM-dd</c> or <c>yyyy-MM-dd/yyyy-MM-dd</c>.</summary>
    internal sealed class RawHoliday
    {
        public string? Name { get; set; }
        public IReadOnlyList<string?>? Off { get; set; }
        public IReadOnlyList<string?>? Work { get; set; }
    }

    /// <exception cref="RefusedException">The file is no such file, or one of its records is faulty in itself.</exception>
    public static (IReadOnlyList<Notice> Notices, IReadOnlyList<Layer> Layers) Read(string name, ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        try
        {
            var file = JsonSerializer.Deserialize(json, CalendarFileJson.Default.CalendarFile);
            if (file is null or { Notices: null, Layers: null })
                throw NoRecords(name);
            return (
                [.. (file.Notices ?? []).Select((raw, i) => new RecordReader(name, "notices", i, raw?.Number).Notice(raw))],
                [.. (file.Layers ?? []).Select((raw, i) => new RecordReader(name, "layers", i, raw?.Number).Layer(raw))]);
        }
        catch (JsonException e)
        {
            throw Unreadable(name, e);
        }
    }

    static RefusedException Unreadable(string name, JsonException e)
    {
        // It holds the file's own names, as they are.
        var path = CellShape.Shown(e.Path ?? "$");
        return new(
            string.Create(CultureInfo.InvariantCulture,
                $"{name}: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}, at {path.En}: "
                + $"found what is no calendar record, expected JSON with the properties of docs/calendar.md alone"),
            string.Create(CultureInfo.InvariantCulture,
                $"{name}：第 {e.LineNumber + 1} 行第 {e.BytePositionInLine + 1} 列（{path.Zh}）：不是日历记录，应为只含 docs/calendar.md 所列属性的 JSON"));
    }

    static RefusedException NoRecords(string name) => new(
        $"{name}: found neither \"notices\" nor \"layers\", expected at least one of them",
        $"{name}：未找到 \"notices\" 或 \"layers\"，至少应有其一");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(CalendarFile))]
sealed partial class CalendarFileJson : JsonSerializerContext;
