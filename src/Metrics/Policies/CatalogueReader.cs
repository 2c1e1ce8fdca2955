using System.Text;
using Metrics.Files;

namespace Metrics.Policies;

/// <summary>Reads a catalogue from CSV (contract 2); a fault names its line and refuses all.</summary>
sealed class CatalogueReader(PolicySet policies)
{
    sealed record ReadRow(CatalogueRow Row, int Line);

    /// <summary>What follows the digits of a limit; the longer unit first.</summary>
    static readonly string[] _units = ["个工作日", "工作日", "天"];

    readonly Utf8Index _items = new();
    readonly Utf8Index _departments = new();
    TableRow _row = null!;

    /// <exception cref="RefusedException">The catalogue is refused, with the line.</exception>
    internal static Catalogue Read(ReadOnlyMemory<byte> file, PolicySet policies, string sha256)
    {
        var reader = new CatalogueReader(policies);
        var rows = new List<ReadRow>();
        foreach (var row in FileTable.Read(file, new("事项目录", "catalogue"), CatalogueColumns.Names))
            rows.Add(new(reader.Read(row), row.Line));
        RefuseOverlaps(rows, reader._items);
        return new([.. rows.Select(r => r.Row)], reader._items, reader._departments, sha256);
    }

    CatalogueRow Read(TableRow record)
    {
        _row = record;
        var row = new CatalogueRow(
            Item: Item(), Name: Cell(CatalogueColumn.Name), Traits: Traits(), Department: Department(),
            OnlineDepth: Depth(), StatutoryDays: Days(CatalogueColumn.StatutoryDays), PromisedDays: Promised(), Policy: Policy(),
            From: DayOr(CatalogueColumn.From, Day.First), To: DayOr(CatalogueColumn.To, Day.Last));
        return row.From <= row.To ? row : throw Fault(CatalogueColumn.To, "a day not before from", "不早于生效日期的日期");
    }

    string Cell(CatalogueColumn column) => _row[(int)column];

    string Must(CatalogueColumn column) => Cell(column) is { Length: > 0 } value ? value : throw Fault(column, "a value", "必填值");

    /// <summary>A key of the tables, in which <c>*</c> stands for all.</summary>
    string Key(CatalogueColumn column) => Cell(column) is not "*" and var value ? value
        : throw Fault(column, "another value: * stands for all in the tables", "其他值：“*”在表中表示全部");

    ItemNumber Item()
    {
        Must(CatalogueColumn.ItemCode);
        return new(_items.Add(IdentifierText.Clean(Encoding.UTF8.GetBytes(Key(CatalogueColumn.ItemCode)))));
    }

    ItemTraits Traits() => Kind()
        | Flag(CatalogueColumn.Online, ItemTraits.Online) | Flag(CatalogueColumn.OnlineExcluded, ItemTraits.OnlineExcluded)
        | Flag(CatalogueColumn.Hall, ItemTraits.Hall) | Flag(CatalogueColumn.HallExcluded, ItemTraits.HallExcluded)
        | Flag(CatalogueColumn.Immediate, ItemTraits.Immediate) | Flag(CatalogueColumn.OneTrip, ItemTraits.OneTrip)
        | Flag(CatalogueColumn.HighFrequency, ItemTraits.HighFrequency);

    ItemTraits Kind() => Must(CatalogueColumn.Kind) switch
    {
        "licence" or "行政许可" => ItemTraits.Licence,
        "other" or "其他" or "公共服务" or "行政给付" or "行政确认" or "行政奖励" or "行政裁决" or "行政征收" or "行政检查"
            or "行政处罚" or "行政强制" or "其他行政权力" => ItemTraits.None,
        _ => throw Fault(CatalogueColumn.Kind, "licence or 行政许可, else other or the kind in Chinese, such as 公共服务",
            "licence 或行政许可，other 或其他事项类型（公共服务、行政给付、行政确认等）"),
    };

    ItemTraits Flag(CatalogueColumn column, ItemTraits trait) => Cell(column) switch
    {
        "" or "0" or "否" => ItemTraits.None,
        "1" or "是" => trait,
        _ => throw Fault(column, "1 or 0 (是 or 否)", "1 或 0（是或否）"),
    };

    DepartmentNumber Department() => Key(CatalogueColumn.Department) is { Length: > 0 } name ? new(_departments.Add(name)) : DepartmentNumber.None;

    int Depth()
    {
        const int deepest = 4;
        var text = Cell(CatalogueColumn.OnlineDepth);
        return text.Length == 0 ? 0 : Digits.TryNumber(text, deepest, out var depth) ? depth
            : throw Fault(CatalogueColumn.OnlineDepth, $"a number from 1 to {deepest}", $"1 至 {deepest} 的数字");
    }

    int Promised()
    {
        Must(CatalogueColumn.PromisedDays);
        return Days(CatalogueColumn.PromisedDays);
    }

    int Days(CatalogueColumn column)
    {
        var text = Cell(column);
        if (text is "" or "即办")
            return 0;
        var unit = _units.FirstOrDefault(u => text.EndsWith(u, StringComparison.Ordinal), "");
        return Digits.TryNumber(text.AsSpan(0, text.Length - unit.Length), Catalogue.MostDays, out var days) ? days
            : throw Fault(column, $"working days from 0 to {Catalogue.MostDays}, perhaps with 工作日, 个工作日 or 天 behind, or 即办",
                $"0 至 {Catalogue.MostDays} 的工作日数，可带“工作日”“个工作日”或“天”，或“即办”");
    }

    PolicyNumber Policy()
    {
        var id = Cell(CatalogueColumn.Policy);
        if (id.Length == 0)
            return PolicySet.Promised;
        return policies.Find(Encoding.UTF8.GetBytes(id)) is { IsNone: false } found ? found
            : throw Fault(CatalogueColumn.Policy, "the id of a policy", "已有的时限政策编号");
    }

    Day DayOr(CatalogueColumn column, Day open)
    {
        var text = Cell(column);
        if (text.Length == 0)
            return open;
        return EventTime.TryDateAlone(Encoding.UTF8.GetBytes(text), out var day) ? Day.Of(day)
            : throw Fault(column, "a date alone, such as 2019-03-04 or 2019年3月4日", "日期，如 2019-03-04 或 2019年3月4日（不带时间）");
    }

    static void RefuseOverlaps(List<ReadRow> rows, Utf8Index items)
    {
        ReadRow? before = null;
        foreach (var next in rows.Order(Comparer<ReadRow>.Create(ByItemAndDay)))
        {
            if (before?.Row.Item == next.Row.Item && next.Row.From <= before.Row.To)
            {
                var (item, last) = (CellShape.Shown(items[next.Row.Item.Number]), before.Row.To.ToString());
                throw Fault(next.Line, CatalogueColumn.From, CellShape.Shown(next.Row.From.ToString()),
                    $"a day after {last}: line {before.Line} has {item.En} up to then", $"{last} 之后的日期：第 {before.Line} 行的{item.Zh}有效至该日");
            }
            before = next;
        }
    }

    static int ByItemAndDay(ReadRow a, ReadRow b) =>
        a.Row.Item != b.Row.Item ? a.Row.Item.Number.CompareTo(b.Row.Item.Number) : a.Row.From.CompareTo(b.Row.From);

    RefusedException Fault(CatalogueColumn column, string expected, string expectedZh) =>
        Fault(_row.Line, column, CellShape.Shown(Cell(column)), expected, expectedZh);

    static RefusedException Fault(int line, CatalogueColumn column, Bilingual found, string expected, string expectedZh)
    {
        var names = CatalogueColumns.Names;
        return new($"catalogue: line {line}: {names[(int)column]} is {found.En}, expected {expected}",
            $"事项目录：第 {line} 行：{names.WithChinese((int)column)}为{found.Zh}，应为{expectedZh}");
    }
}
