using System.Text;
using Metrics.Cli.Generate.City;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>The words that a system writes for events, channels, results, reasons and stages, in its encoding.</summary>
sealed class Vocabulary
{
    static readonly string[] _englishEvents =
    [
        "", "received", "accepted", "department_accepted", "refused", "correction_started", "correction_ended", "special_started",
        "special_ended", "extended", "stage_started", "stage_done", "decided", "withdrawn", "revoked", "visited", "rated",
    ];

    static readonly string[] _chineseEvents =
    [
        "", "接件", "受理", "部门受理", "不予受理", "补正开始", "补正结束", "特别程序开始", "特别程序结束", "延期", "环节开始", "环节办结",
        "办结", "撤件", "撤销", "到厅", "评价",
    ];

    // Events without a code in the construction sector's standard keep their word.
    static readonly string[] _codedEvents =
        ["", "1", "3", "8", "4", "6", "7", "9", "10", "延期", "环节开始", "环节办结", "办结", "14", "15", "到厅", "评价"];

    static readonly string[] _englishReasons =
    [
        "", "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review", "papers incomplete",
    ];

    static readonly string[] _chineseReasons = ["", "听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审", "材料不全"];

    readonly Encoding _encoding;
    readonly byte[][] _events;
    readonly byte[][]? _decided;
    readonly byte[][] _channels;
    readonly byte[][] _results;
    readonly byte[][] _reasons;
    readonly byte[][] _stages;

    Vocabulary(Encoding encoding, string[] events, string[]? decided, string[] channels, string[] results, string[] reasons, string[] stages)
    {
        _encoding = encoding;
        (_events, _decided) = (Encode(events), decided is null ? null : Encode(decided));
        (_channels, _results, _reasons, _stages) = (Encode(channels), Encode(results), Encode(reasons), Encode(stages));
        Person = encoding.GetBytes("虚构申请人");
        Company = encoding.GetBytes("虚构企业\"测试\",");
    }

    public static Vocabulary English() => new(
        Encoding.UTF8, _englishEvents, null, ["", "one_window", "one_net", "other"], ["", "granted", "granted_conditionally", "denied"],
        _englishReasons, [.. CityPolicies.Stages.Select(s => s.Id)]);

    public static Vocabulary Chinese(Encoding encoding) => new(
        encoding, _chineseEvents, null, ["", "窗口", "电脑端", "快递"], ["", "准予许可", "容缺通过", "不予许可"],
        _chineseReasons, [.. CityPolicies.Stages.Select(s => s.Zh)]);

    /// <summary>Codes where there are some, also for the channel; a decision's code says its result.</summary>
    public static Vocabulary Codes() => new(
        Encoding.UTF8, _codedEvents, ["", "11", "12", "13"], ["", "1", "3", "9"], ["", "准予", "容缺通过", "不予"],
        _chineseReasons, [.. CityPolicies.Stages.Select(s => s.Id)]);

    /// <summary>Before the number of an invented person.</summary>
    public byte[] Person { get; }
    /// <summary>Before the number of an invented company; a name that has to be quoted.</summary>
    public byte[] Company { get; }
    /// <summary>The decision's event says the result: the column stays empty.</summary>
    public bool ResultInEvent => _decided is not null;

    /// <summary>The event's canonical name.</summary>
    public static string Name(EventKind kind) => _englishEvents[(int)kind];

    public byte[] Event(EventKind kind, int value) =>
        kind == EventKind.Decided && _decided is not null ? _decided[value] : _events[(int)kind];

    /// <summary>The word for an event without its result.</summary>
    public byte[] Word(EventKind kind) => _events[(int)kind];

    public byte[] Channel(Channel channel) => _channels[(int)channel];
    public byte[] Result(int result) => _results[result];
    public byte[] Reason(int reason) => _reasons[reason];
    public byte[] Stage(int stage) => _stages[stage];
    public byte[] Encode(string text) => _encoding.GetBytes(text);

    byte[][] Encode(string[] words) => [.. words.Select(_encoding.GetBytes)];
}
