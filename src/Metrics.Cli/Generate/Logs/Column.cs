namespace Metrics.Cli.Generate.Logs;

/// <summary>Columns of the generated logs: those of the contract in its order, then two that readers ignore.</summary>
enum Column
{
    CaseId, EventId, Event, At, ItemCode, Policy, District, Channel, Stage, Stages, Result, Reason, Days, ProjectCode, Rating, Updated, Deleted,
    /// <summary>申请人: invented, and says so.</summary>
    Applicant,
    /// <summary>联系电话: begins with 000, which no telephone does.</summary>
    Telephone,
}

static class Columns
{
    public const int Count = (int)Column.Telephone + 1;

    static readonly string[] _english =
    [
        "case_id", "event_id", "event", "at", "item_code", "policy", "district", "channel", "stage", "stages", "result",
        "reason", "days", "project_code", "rating", "updated", "deleted", "申请人", "联系电话",
    ];

    static readonly string[] _chinese =
    [
        "办件编号", "事件编号", "办理状态", "办理时间", "实施编码", "审批流程", "行政区划", "申报来源", "环节", "申请环节", "办理结果",
        "原因", "天数", "项目代码", "满意度", "更新时间", "删除标志", "申请人", "联系电话",
    ];

    public static string InEnglish(this Column column) => _english[(int)column];
    public static string InChinese(this Column column) => _chinese[(int)column];

    /// <summary>English where other systems join by the column, Chinese elsewhere.</summary>
    public static string Mixed(this Column column) =>
        column is Column.CaseId or Column.EventId or Column.ItemCode or Column.ProjectCode ? column.InEnglish() : column.InChinese();
}
