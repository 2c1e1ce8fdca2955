using System.Security.Cryptography;
using System.Text;
using Metrics.Events;
using Metrics.Files;

namespace Metrics.Mappings;

/// <summary>Reads one mapping and refuses what could be misread, with its place (contract 7).</summary>
sealed class MappingReader
{
    readonly MappingNames _names = new();
    readonly MappedFieldReader _fields;
    // The headers of at.
    readonly SortedSet<int> _times = [];

    MappingReader() => _fields = new(_names);

    internal static Mapping Read(JsonNode node) => new MappingReader().ReadMapping(node);

    Mapping ReadMapping(JsonNode node)
    {
        node.AllowOnly("source", "files", "sheet", "snapshot", "fields", "events");
        var (fieldsNode, entries) = (node.Needed("fields"), node.Optional("events"));
        var fields = _fields.Read(fieldsNode, ofCases: entries is not null);
        var events = entries is null ? [] : ReadEvents(entries);
        var caseId = HeaderOf(fields, Column.CaseId, fieldsNode);
        if (entries is null)
        {
            _times.Add(HeaderOf(fields, Column.At, fieldsNode));
            SourceOf(fields, Column.Event, fieldsNode);
        }
        var headers = new ColumnNames([.. _names.Headers.Select(header => new[] { header })], [[caseId], [.. _times]]);
        return new(Hash(node), headers, _names.Words, fields, events, _names.Tables)
        {
            CaseId = caseId,
            Source = node.Optional("source")?.Text(),
            Files = node.Optional("files") is { } files ? new(files.Text()) : null,
            Sheet = node.Optional("sheet")?.Text(),
            IsSnapshot = node.Optional("snapshot")?.Flag() ?? false,
        };
    }

    /// <summary>Source, files and snapshot choose files, and change nothing of how one is read.</summary>
    static string Hash(JsonNode node)
    {
        var text = string.Join('\n', ((string[])["sheet", "fields", "events"]).Select(name => node.Optional(name)?.Canonical() ?? ""));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    static CellSource SourceOf(MappedField[] fields, Column column, JsonNode node) =>
        fields.FirstOrDefault(f => f.Column == column).Source
            ?? throw node.Fault(column.Name(), "null", "a header, or an object with column", "表头名，或含 column 的对象");

    /// <summary>The header that tells which record is a file's header.</summary>
    static int HeaderOf(MappedField[] fields, Column column, JsonNode node) =>
        SourceOf(fields, column, node) is { Header: >= 0 and var header } ? header
            : throw node.Fault(column.Name(), "constant", "a header, or an object with column: the file's header is known by it",
                "表头名，或含 column 的对象：据此识别表头");

    MappedEvent[] ReadEvents(JsonNode node)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var events = node.Items().Select(entry => ReadEvent(entry, ids)).ToArray();
        if (events.Length == 0)
            throw node.Fault("", "[]", "at least one event", "至少一个事件");
        if (_times.Count == 0)
        {
            throw node.Fault("", "constant", "at least one event whose at is a header: the file's header is known by it",
                "至少一个事件的 at 为表头名：据此识别表头");
        }
        return events;
    }

    /// <param name="ids">The ids of the entries before.</param>
    MappedEvent ReadEvent(JsonNode node, HashSet<string> ids)
    {
        node.AllowOnly("event", "at", "when", "id", "fields");
        var (kind, name) = ReadKind(node.Needed("event"));
        var id = node.Optional("id") is { } suffix ? $"{name}-{ReadId(suffix)}" : name;
        if (!ids.Add(id))
            throw node.Fault("id", id, "another event_id for each entry", "各项的 event_id 互不相同");
        var at = _fields.ReadSource(node.Needed("at"), Column.At);
        if (at.Header >= 0)
            _times.Add(at.Header);
        MappedField[] own = node.Optional("fields") is { } fields ? _fields.Read(fields, ofCases: true) : [];
        return new(kind, at, [.. (node.Optional("when")?.Members() ?? []).Select(test => ReadTest(node, test.Name, test.Value))],
            [.. own, new(Column.Event, _names.Constant(name)), new(Column.EventId, _names.Constant(id))]);
    }

    static (EventKind, string) ReadKind(JsonNode node)
    {
        var name = node.Text();
        for (var kind = EventKind.Received; kind <= EventKind.Rated; kind++)
        {
            if (EventWords.Of(kind) == name)
                return (kind, name);
        }
        throw node.Fault("", name, "an event: its English name, such as accepted", "事件的英文名，如 accepted");
    }

    /// <summary>What cleaning would change could make two event ids one.</summary>
    static string ReadId(JsonNode node)
    {
        var id = Encoding.UTF8.GetBytes(node.Text());
        return WhiteSpace.Trim(id).Length == id.Length ? node.Text()
            : throw node.Fault("", node.Text(), "a text without blanks around it", "首尾无空白的文本");
    }

    CellTest ReadTest(JsonNode node, string header, JsonNode words)
    {
        var index = new Utf8Index();
        foreach (var word in words.Items())
            index.Add(MappingNames.Clean(word, word.TextOrEmpty()));
        return new(_names.Header(node, header), index);
    }
}
