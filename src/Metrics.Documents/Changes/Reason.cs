using System.Text.Json;

namespace Metrics.Documents.Changes;

/// <summary>Why numbers differ, in the order in which a replay changes one after the other (contract 10).</summary>
public enum Reason
{
    /// <summary>The program and its definitions.</summary>
    Program,
    /// <summary>Notices, layers and <c>known_on</c>.</summary>
    Calendar,
    Policies,
    Catalogue,
    /// <summary>Its indicators, too.</summary>
    Register,
    Mappings,
    /// <summary>Withdrawn, or no longer there.</summary>
    LogsGone,
    /// <summary>Other bytes under the same name.</summary>
    LogsReplaced,
    LogsNew,
    AsOf,
}

/// <summary>What reasons are called.</summary>
public static class Reasons
{
    static readonly Dictionary<Reason, Bilingual> _names = new()
    {
        [Reason.Program] = new("程序与口径", "program and definitions"),
        [Reason.Calendar] = new("节假日通知与调休", "calendar"),
        [Reason.Policies] = new("时限政策", "policies"),
        [Reason.Catalogue] = new("事项目录", "catalogue"),
        [Reason.Register] = new("登记簿", "register"),
        [Reason.Mappings] = new("字段映射", "mappings"),
        [Reason.LogsGone] = new("撤回或不再有的日志", "logs withdrawn or gone"),
        [Reason.LogsReplaced] = new("被替换的日志", "logs replaced"),
        [Reason.LogsNew] = new("新增的日志", "new logs"),
        [Reason.AsOf] = new("统计截止日", "as_of"),
    };

    public static Bilingual Name(Reason reason) => _names[reason];

    /// <summary>As in JSON and CSV: <c>logs_new</c>.</summary>
    public static string Code(Reason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
