using Metrics.Files;

namespace Metrics.Mappings;

/// <summary>The contract's columns, in the order in which their faults are tried.</summary>
enum Column : byte
{
    CaseId,
    EventId,
    Event,
    At,
    ItemCode,
    Policy,
    District,
    Channel,
    Stage,
    Stages,
    Result,
    Reason,
    Days,
    ProjectCode,
    Rating,
    Updated,
    Deleted,
}

static class Columns
{
    public const int Count = 17;

    /// <summary>The headers of a log, by column.</summary>
    public static readonly ColumnNames Names = new(
    [
        ["case_id", "办件编号", "办件编码"],
        ["event_id", "事件编号", "流水号"],
        ["event", "事件", "办理状态"],
        ["at", "时间", "办理时间"],
        ["item_code", "事项编码", "实施编码"],
        ["policy", "审批流程"],
        ["district", "行政区划"],
        ["channel", "办理形式", "申报来源"],
        ["stage", "环节"],
        ["stages", "申请环节"],
        ["result", "办理结果"],
        ["reason", "原因"],
        ["days", "天数"],
        ["project_code", "项目代码"],
        ["rating", "满意度"],
        ["updated", "更新时间"],
        ["deleted", "删除标志"],
    ], (int)Column.CaseId, (int)Column.Event, (int)Column.At);

    public static string Name(this Column column) => Names[(int)column];

    /// <summary>The column that a header or key names, in either language; null: not one of the contract's.</summary>
    public static Column? Of(ReadOnlySpan<byte> header) => Names.Find(header) is >= 0 and var found ? (Column)found : null;
}
