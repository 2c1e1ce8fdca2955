using System.Text;
using Metrics.Files;

namespace Metrics.Registers;

/// <summary>Reads a register (contract 8); a fault names its line and refuses all.</summary>
sealed class RegisterReader
{
    const int MostCount = 1_000_000;

    readonly Dictionary<(RegisterKind Kind, string Id), int> _lineOf = [];
    TableRow _row = null!;

    /// <exception cref="RefusedException">The register is refused, with the line.</exception>
    internal static IReadOnlyList<RegisterRow> Read(ReadOnlyMemory<byte> file)
    {
        var reader = new RegisterReader();
        return [.. FileTable.Read(file, new("登记簿", "register"), RegisterColumns.Names).Select(reader.Read)];
    }

    RegisterRow Read(TableRow record)
    {
        _row = record;
        var kind = RegisterKind.Find(Must(RegisterColumn.Kind)) ?? throw Fault(RegisterColumn.Kind, RegisterKind.Expected);
        var row = new RegisterRow(
            kind, Id(kind), Received(), Word(RegisterColumn.Intake, kind.Intakes), Date(RegisterColumn.IntakeAt), Date(RegisterColumn.Heard),
            Word(RegisterColumn.Outcome, kind.Outcomes), Date(RegisterColumn.Closed), Department(), Tags(kind.Tags), Cell(RegisterColumn.Subject), Count());
        RefuseContradictions(row);
        RefuseDisorder(row);
        return row;
    }

    void RefuseContradictions(RegisterRow row)
    {
        if (row.Intake.Length == 0 != (row.IntakeAt == Day.Never))
            throw Fault(RegisterColumn.IntakeAt, new("与受理决定同时填写或同时为空", "a date where intake has a word, and none where it has none"));
        if (row.Heard != Day.Never && row.Kind != RegisterKind.Litigation)
            throw Fault(RegisterColumn.Heard, new("空：只有行政应诉有开庭日期", "nothing: only a litigation (行政应诉) is heard"));
        if (row.Outcome.Length > 0 && row.Closed == Day.Never)
            throw Fault(RegisterColumn.Closed, new("有结果时必填的办结日期", "the day of the outcome"));
        if (row.Outcome.Length > 0 && row.Kind == RegisterKind.Reconsideration && row.Intake != "accepted")
            throw Fault(RegisterColumn.Outcome, new("空：未受理的行政复议没有结果", "nothing: only a reconsideration that was accepted (受理) has an outcome"));
    }

    void RefuseDisorder(RegisterRow row)
    {
        foreach (var (column, day) in ((RegisterColumn, Day)[])
            [(RegisterColumn.IntakeAt, row.IntakeAt), (RegisterColumn.Heard, row.Heard), (RegisterColumn.Closed, row.Closed)])
        {
            if (day < row.Received)
                throw Fault(column, new("不早于收到日期的日期", "a day not before received"));
            if (day != Day.Never && day > row.Closed)
                throw Fault(column, new("不晚于办结日期的日期", "a day not after closed"));
        }
    }

    string Cell(RegisterColumn column) => _row[(int)column];

    string Must(RegisterColumn column) => Cell(column) is { Length: > 0 } value ? value : throw Fault(column, new("必填值", "a value"));

    string Id(RegisterKind kind)
    {
        var id = Must(RegisterColumn.Id);
        return _lineOf.TryAdd((kind, id), _row.Line) ? id
            : throw Fault(RegisterColumn.Id, new($"另一编号：第 {_lineOf[(kind, id)]} 行的{kind.Zh}已用此编号",
                $"another: line {_lineOf[(kind, id)]} has this id of {kind.Id} ({kind.Zh})"));
    }

    string Word(RegisterColumn column, Vocabulary words) =>
        Cell(column) is { Length: > 0 } text ? words.Find(text) ?? throw Fault(column, words.Expected) : "";

    Day Received()
    {
        Must(RegisterColumn.Received);
        return Date(RegisterColumn.Received);
    }

    Day Date(RegisterColumn column)
    {
        if (Cell(column) is not { Length: > 0 } text)
            return Day.Never;
        return EventTime.TryDateAlone(Encoding.UTF8.GetBytes(text), out var date) && EventTime.IsInRange(date) ? Day.Of(date)
            : throw Fault(column, new("2000年至2099年的日期，如 2019-03-04 或 2019年3月4日（不带时间）",
                "a date alone from 2000 to 2099, such as 2019-03-04 or 2019年3月4日"));
    }

    /// <summary>A key of the tables, in which <c>*</c> stands for all.</summary>
    string Department() => Cell(RegisterColumn.Department) is not "*" and var name ? name
        : throw Fault(RegisterColumn.Department, new("其他值：“*”在表中表示全部", "another value: * stands for all in the tables"));

    /// <summary>Each cleaned as a value is; a tag that is missing is none.</summary>
    string[] Tags(Vocabulary words) =>
    [
        .. Cell(RegisterColumn.Tags).Split(';').Select(tag => Encoding.UTF8.GetString(Cleaning.Clean(Encoding.UTF8.GetBytes(tag))))
            .Where(tag => tag.Length > 0).Select(tag => words.Find(tag) ?? throw Fault(RegisterColumn.Tags, words.Expected)),
    ];

    int Count()
    {
        var text = Cell(RegisterColumn.Count);
        if (text.Length == 0)
            return 1;
        return Digits.TryNumber(text, MostCount, out var count) && count > 0 ? count
            : throw Fault(RegisterColumn.Count, new($"1 至 {MostCount} 的数字", $"a number from 1 to {MostCount}"));
    }

    RefusedException Fault(RegisterColumn column, Bilingual expected)
    {
        var (names, found) = (RegisterColumns.Names, CellShape.Shown(Cell(column)));
        return new($"register: line {_row.Line}: {names[(int)column]} is {found.En}, expected {expected.En}",
            $"登记簿：第 {_row.Line} 行：{names.WithChinese((int)column)}为{found.Zh}，应为{expected.Zh}");
    }
}
