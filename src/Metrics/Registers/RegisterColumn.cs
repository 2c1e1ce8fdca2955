using Metrics.Files;

namespace Metrics.Registers;

/// <summary>The columns of the register (contract 8).</summary>
enum RegisterColumn : byte
{
    Kind,
    Id,
    Received,
    Intake,
    IntakeAt,
    Heard,
    Outcome,
    Closed,
    Department,
    Tags,
    Subject,
    Count,
}

static class RegisterColumns
{
    /// <summary>The headers of a register, by column.</summary>
    public static readonly ColumnNames Names = new(
    [
        ["kind", "类别"],
        ["id", "编号"],
        ["received", "收到日期"],
        ["intake", "受理决定"],
        ["intake_at", "受理日期"],
        ["heard", "开庭日期"],
        ["outcome", "结果"],
        ["closed", "办结日期"],
        ["department", "部门"],
        ["tags", "标记"],
        ["subject", "主体"],
        ["count", "数量"],
    ], (int)RegisterColumn.Kind, (int)RegisterColumn.Id, (int)RegisterColumn.Received);
}
