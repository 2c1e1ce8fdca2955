namespace Metrics.CaseLogs;

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
}

static class Columns
{
    public const int Count = 15;

    static readonly string[] s_names =
    [
        "case_id", "event_id", "event", "at", "item_code", "policy", "district", "channel", "stage", "stages",
        "result", "reason", "days", "project_code", "rating",
    ];

    static readonly WordTable s_headers = new(
        ("case_id", (int)Column.CaseId), ("办件编号", (int)Column.CaseId), ("办件编码", (int)Column.CaseId),
        ("event_id", (int)Column.EventId), ("事件编号", (int)Column.EventId), ("流水号", (int)Column.EventId),
        ("event", (int)Column.Event), ("事件", (int)Column.Event), ("办理状态", (int)Column.Event),
        ("at", (int)Column.At), ("时间", (int)Column.At), ("办理时间", (int)Column.At),
        ("item_code", (int)Column.ItemCode), ("事项编码", (int)Column.ItemCode), ("实施编码", (int)Column.ItemCode),
        ("policy", (int)Column.Policy), ("审批流程", (int)Column.Policy),
        ("district", (int)Column.District), ("行政区划", (int)Column.District),
        ("channel", (int)Column.Channel), ("办理形式", (int)Column.Channel), ("申报来源", (int)Column.Channel),
        ("stage", (int)Column.Stage), ("环节", (int)Column.Stage),
        ("stages", (int)Column.Stages), ("申请环节", (int)Column.Stages),
        ("result", (int)Column.Result), ("办理结果", (int)Column.Result),
        ("reason", (int)Column.Reason), ("原因", (int)Column.Reason),
        ("days", (int)Column.Days), ("天数", (int)Column.Days),
        ("project_code", (int)Column.ProjectCode), ("项目代码", (int)Column.ProjectCode),
        ("rating", (int)Column.Rating), ("满意度", (int)Column.Rating));

    public static string Name(this Column column) => s_names[(int)column];

    /// <summary>The column that a header or key names, in either language; null: not one of the contract's.</summary>
    public static Column? Of(ReadOnlySpan<byte> header) => s_headers.Find(header) is >= 0 and var found ? (Column)found : null;
}
