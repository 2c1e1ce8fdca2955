using System.Text;

namespace Metrics.Policies;

/// <summary>Reads a catalogue from CSV (contract 2); a fault names its line and refuses all.</summary>
sealed class CatalogueReader
{
    sealed record ReadRow(CatalogueRow Row, int Line);

    static readonly string[] Columns =
    [
        "item_code", "name", "kind", "department", "online", "online_excluded", "online_depth", "hall", "hall_excluded",
        "immediate", "one_trip", "high_frequency", "statutory_days", "promised_days", "policy", "from", "to",
    ];

    static readonly string[] Needed = ["item_code", "kind", "promised_days"];

    readonly Dictionary<string, int> _places;
    readonly PolicySet _policies;
    readonly Utf8Index _items = new();
    readonly Utf8Index _departments = new();
    CatalogueRecord _record;

    CatalogueReader(CatalogueRecord header, PolicySet policies)
    {
        _policies = policies;
        _places = new();
        for (var i = 0; i < header.Fields.Count; i++)
            if (Columns.Contains(header.Fields[i]) && !_places.TryAdd(header.Fields[i], i))
                throw Fault(header.Line, header.Fields[i], header.Fields[i], "each column once", "每列只出现一次");
        foreach (var column in Needed)
            if (!_places.ContainsKey(column))
                throw Fault(header.Line, column, "", "this column", "必须有此列");
    }

    /// <exception cref="RefusedException">The catalogue is refused, with the line.</exception>
    internal static Catalogue Read(ReadOnlyMemory<byte> csv, PolicySet policies, string sha256)
    {
        using var records = CatalogueRecord.Read(Decode(csv)).GetEnumerator();
        if (!records.MoveNext())
            throw Fault(1, "item_code", "", "a header", "标题行");
        var reader = new CatalogueReader(records.Current, policies);
        var rows = new List<ReadRow>();
        while (records.MoveNext())
        {
            reader._record = records.Current;
            rows.Add(new(reader.ReadNext(), records.Current.Line));
        }
        RefuseOverlaps(rows, reader._items);
        return new([.. rows.Select(r => r.Row)], reader._items, reader._departments, sha256);
    }

    static string Decode(ReadOnlyMemory<byte> csv)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Text.WithoutBom(csv).Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new RefusedException($"catalogue: byte {e.Index} is no UTF-8", $"事项目录：第 {e.Index} 个字节不是 UTF-8");
        }
    }

    CatalogueRow ReadNext()
    {
        var row = new CatalogueRow(
            Item: _items.Add(Must("item_code")), Name: Cell("name"), Traits: Traits(), Department: Department(),
            OnlineDepth: Number("online_depth", 4), StatutoryDays: Number("statutory_days"), PromisedDays: Promised(),
            Policy: Policy(), From: Day("from", 0), To: Day("to", DateOnly.MaxValue.DayNumber));
        return row.From <= row.To ? row : throw Fault("to", Cell("to"), "a day not before from", "不早于 from 的日期");
    }

    string Cell(string column) => _places.TryGetValue(column, out var place) ? _record.Fields[place] : "";

    string Must(string column) => Cell(column) is { Length: > 0 } value ? value : throw Fault(column, "", "a value", "必填值");

    ItemTraits Traits() => Kind()
        | Flag("online", ItemTraits.Online) | Flag("online_excluded", ItemTraits.OnlineExcluded)
        | Flag("hall", ItemTraits.Hall) | Flag("hall_excluded", ItemTraits.HallExcluded)
        | Flag("immediate", ItemTraits.Immediate) | Flag("one_trip", ItemTraits.OneTrip)
        | Flag("high_frequency", ItemTraits.HighFrequency);

    ItemTraits Kind() => Must("kind") switch
    {
        "licence" => ItemTraits.Licence,
        "other" => ItemTraits.None,
        var found => throw Fault("kind", found, "licence or other", "licence（行政许可）或 other"),
    };

    int Department() => Cell("department") is { Length: > 0 } name ? _departments.Add(name) : -1;

    ItemTraits Flag(string column, ItemTraits trait) => Cell(column) switch
    {
        "" or "0" => ItemTraits.None,
        "1" => trait,
        var found => throw Fault(column, found, "0 or 1", "0 或 1"),
    };

    int Promised()
    {
        Must("promised_days");
        return Number("promised_days");
    }

    int Number(string column, int most = Catalogue.MostDays)
    {
        var text = Cell(column);
        if (text.Length == 0)
            return 0;
        // Digits alone: int.TryParse would take signs and blanks too.
        return !text.AsSpan().ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out var number) && number <= most ? number
            : throw Fault(column, text, $"a whole number, 0 to {most}", $"0 到 {most} 的整数");
    }

    int Policy()
    {
        var id = Cell("policy");
        if (id.Length == 0)
            return PolicySet.Promised;
        return _policies.Find(Encoding.UTF8.GetBytes(id)) is var found and >= 0 ? found
            : throw Fault("policy", id, "the id of a policy", "已有的时限政策编号");
    }

    int Day(string column, int open)
    {
        var text = Cell(column);
        if (text.Length == 0)
            return open;
        return Text.TryDay(text, out var day) ? day : throw Fault(column, text, "a day yyyy-MM-dd", "日期 yyyy-MM-dd");
    }

    static void RefuseOverlaps(List<ReadRow> rows, Utf8Index items)
    {
        ReadRow? before = null;
        foreach (var next in rows.Order(Comparer<ReadRow>.Create(ByItemAndDay)))
        {
            if (before?.Row.Item == next.Row.Item && next.Row.From <= before.Row.To)
                throw Fault(next.Line, "from", Text.Day(next.Row.From),
                    $"a day after {Text.Day(before.Row.To)}: line {before.Line} has {items[next.Row.Item]} up to then",
                    $"{Text.Day(before.Row.To)} 之后的日期：第 {before.Line} 行的 {items[next.Row.Item]} 有效至该日");
            before = next;
        }
    }

    static int ByItemAndDay(ReadRow a, ReadRow b) =>
        a.Row.Item != b.Row.Item ? a.Row.Item.CompareTo(b.Row.Item) : a.Row.From.CompareTo(b.Row.From);

    RefusedException Fault(string column, string found, string expected, string expectedZh) =>
        Fault(_record.Line, column, found, expected, expectedZh);

    static RefusedException Fault(int line, string column, string found, string expected, string expectedZh) =>
        new($"catalogue line {line}: {column} is '{found}', expected {expected}",
            $"事项目录第 {line} 行：{column} 为“{found}”，应为{expectedZh}");
}
