using System.Security.Cryptography;
using System.Text;
using Metrics.Events;
using Metrics.Files;

namespace Metrics.Mappings;

/// <summary>Reads one mapping and refuses what could be misread, with its place (contract 7).</summary>
sealed class MappingReader
{
    /// <summary>Characters of a header, or of a word.</summary>
    const int Longest = 1024;

    static readonly Column[] _ofEntries = [Column.EventId, Column.Event, Column.At];

    readonly Utf8Index _headers = new();
    readonly Utf8Index _words = new();
    readonly List<CountedTable> _tables = [];
    readonly SortedSet<int> _times = [];

    MappingReader() => _words.Add([]);

    internal static Mapping Read(JsonNode node) => new MappingReader().ReadMapping(node);

    Mapping ReadMapping(JsonNode node)
    {
        node.AllowOnly("source", "files", "sheet", "snapshot", "fields", "events");
        var entries = node.Optional("events");
        var fieldsNode = node.Needed("fields");
        var fields = ReadFields(fieldsNode, ofEntries: entries is not null);
        var events = entries is null ? [] : ReadEvents(entries);
        var caseId = HeaderOf(fields, Column.CaseId, fieldsNode);
        if (entries is null)
        {
            _times.Add(HeaderOf(fields, Column.At, fieldsNode));
            SourceOf(fields, Column.Event, fieldsNode);
        }
        var names = Enumerable.Range(0, _headers.Count).Select(h => new[] { _headers[h] }).ToArray();
        return new(Hash(node), new(names, [[caseId], [.. _times]]), [.. Enumerable.Range(0, _words.Count).Select(w => _words.Utf8(w).ToArray())],
            fields, events, [.. _tables])
        {
            CaseId = caseId,
            Source = node.Optional("source")?.Text(),
            Files = node.Optional("files")?.Text(),
            Pattern = node.Optional("files") is { } pattern ? new(pattern.Text()) : null,
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

    MappedField[] ReadFields(JsonNode node, bool ofEntries)
    {
        var fields = new List<MappedField>();
        foreach (var (name, value) in node.Members())
        {
            if (Columns.Of(Encoding.UTF8.GetBytes(name)) is not { } column || column.Name() != name)
                throw node.NameFault(name, "expected columns of a log, such as case_id", "应为日志的列名，如 case_id");
            if (ofEntries && _ofEntries.Contains(column))
                throw node.NameFault(name, "which each entry of events gives, expected other columns", "该列由 events 的各项给出，此处不应有");
            fields.Add(new(column, ReadSource(value, column)));
        }
        return [.. fields];
    }

    static CellSource SourceOf(MappedField[] fields, Column column, JsonNode node) =>
        fields.FirstOrDefault(f => f.Column == column).Source
            ?? throw node.Fault(column.Name(), "null", "a header, or an object with column", "表头名，或含 column 的对象");

    /// <summary>The header that tells which record is a file's header.</summary>
    static int HeaderOf(MappedField[] fields, Column column, JsonNode node) =>
        SourceOf(fields, column, node) is { Header: >= 0 and var header } ? header
            : throw node.Fault(column.Name(), "constant", "a header, or an object with column: the file's header is known by it", "表头名，或含 column 的对象：据此识别表头");

    CellSource ReadSource(JsonNode node, Column column)
    {
        if (node.IsText)
            return CellSource.Cell(Header(node, node.Text()));
        node.AllowOnly("column", "values", "else", "constant");
        if (node.Member("constant") is { } constant)
        {
            node.AllowOnly("constant");
            return CellSource.Constant(Word(constant));
        }
        var header = Header(node.Needed("column"), node.Needed("column").Text());
        var values = node.Member("values");
        int? otherwise = node.Member("else") is { } other ? Word(other) : null;
        return values is null && otherwise is null ? CellSource.Cell(header) : ReadTable(values, header, otherwise, column);
    }

    CellSource ReadTable(JsonNode? values, int header, int? otherwise, Column column)
    {
        var cells = new Utf8Index();
        var words = new List<int>();
        foreach (var (cell, value) in values?.Members() ?? [])
        {
            var (known, word) = (cells.Count, Word(value));
            var index = cells.Add(Clean(value, cell));
            if (index == known)
                words.Add(word);
            else if (words[index] != word)
                throw value.Fault("", value.TextOrEmpty(), "one word for cells that are the same once cleaned", "清理后相同的单元格只对应一个词");
        }
        var counted = column is not (Column.At or Column.Updated) && values is not null;
        if (counted)
            _tables.Add(new(column, header));
        return CellSource.ByWords(header, cells, [.. words], otherwise, counted ? _tables.Count - 1 : -1);
    }

    MappedEvent[] ReadEvents(JsonNode node)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var events = node.Items().Select(entry => ReadEvent(entry, ids)).ToArray();
        if (events.Length == 0)
            throw node.Fault("", "[]", "at least one event", "至少一个事件");
        if (_times.Count == 0)
            throw node.Fault("", "constant", "at least one event whose at is a header: the file's header is known by it", "至少一个事件的 at 为表头名：据此识别表头");
        return events;
    }

    MappedEvent ReadEvent(JsonNode node, HashSet<string> ids)
    {
        node.AllowOnly("event", "at", "when", "id", "fields");
        var name = node.Needed("event").Text();
        var kind = EventWords.Kinds.Index().FirstOrDefault(k => k.Item == name).Index;
        if (kind == 0)
            throw node.Fault("event", name, "an event: its English name, such as accepted", "事件的英文名，如 accepted");
        var id = node.Optional("id") is { } suffix ? $"{name}-{Id(suffix)}" : name;
        if (!ids.Add(id))
            throw node.Fault("id", id, "another event_id for each entry", "各项的 event_id 互不相同");
        var at = ReadSource(node.Needed("at"), Column.At);
        if (at.Header >= 0)
            _times.Add(at.Header);
        MappedField[] own = node.Optional("fields") is { } fields ? ReadFields(fields, ofEntries: true) : [];
        return new((EventKind)kind, at, [.. (node.Optional("when")?.Members() ?? []).Select(test => ReadTest(node, test.Name, test.Value))],
            [.. own, new(Column.Event, Constant(name)), new(Column.EventId, Constant(id))]);
    }

    CellTest ReadTest(JsonNode node, string header, JsonNode words)
    {
        var index = new Utf8Index();
        foreach (var word in words.Items())
            index.Add(Clean(word, word.TextOrEmpty()));
        return new(Header(node, header), index);
    }

    /// <summary>What cleaning would change could make two event ids one.</summary>
    static string Id(JsonNode node) =>
        node.Text() is var id && Cleaning.Clean(Encoding.UTF8.GetBytes($"-{id}")).Length == Encoding.UTF8.GetByteCount(id) + 1 ? id
            : throw node.Fault("", id, "a text without blanks at its end", "末尾无空白的文本");

    CellSource Constant(string word) => CellSource.Constant(_words.Add(word));

    int Word(JsonNode node) => _words.Add(Clean(node, node.TextOrEmpty()));

    int Header(JsonNode node, string header) => Clean(node, header) is { IsEmpty: false } clean ? _headers.Add(clean)
        : throw node.Fault("", header, "a header", "表头名");

    static ReadOnlySpan<byte> Clean(JsonNode node, string text) => text.Length <= Longest ? Cleaning.Clean(Encoding.UTF8.GetBytes(text))
        : throw node.Fault("", text, $"at most {Longest} characters", $"最多 {Longest} 个字符");
}
