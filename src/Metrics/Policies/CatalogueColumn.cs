using Metrics.Files;

namespace Metrics.Policies;

/// <summary>The columns of the catalogue (contract 2).</summary>
enum CatalogueColumn : byte
{
    ItemCode,
    Name,
    Kind,
    Department,
    Online,
    OnlineExcluded,
    OnlineDepth,
    Hall,
    HallExcluded,
    Immediate,
    OneTrip,
    HighFrequency,
    StatutoryDays,
    PromisedDays,
    Policy,
    From,
    To,
}

static class CatalogueColumns
{
    /// <summary>The headers of a catalogue, by column.</summary>
    public static readonly ColumnNames Names = new(
    [
        ["item_code", "事项编码", "实施编码"],
        ["name", "事项名称"],
        ["kind", "事项类型"],
        ["department", "实施主体", "部门"],
        ["online", "是否网办"],
        ["online_excluded", "不宜网办"],
        ["online_depth", "网办深度"],
        ["hall", "是否进驻", "入驻大厅"],
        ["hall_excluded", "不宜进驻"],
        ["immediate", "马上办"],
        ["one_trip", "一次办"],
        ["high_frequency", "高频"],
        ["statutory_days", "法定时限"],
        ["promised_days", "承诺时限"],
        ["policy", "审批流程"],
        ["from", "生效日期"],
        ["to", "失效日期"],
    ], (int)CatalogueColumn.ItemCode, (int)CatalogueColumn.Kind, (int)CatalogueColumn.PromisedDays);
}
