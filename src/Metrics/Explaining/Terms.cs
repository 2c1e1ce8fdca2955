using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Explaining;

/// <summary>The words of an explanation, in Chinese and English; those of the warnings stand beside their codes wherever people read them.</summary>
public static class Terms
{
    internal static Bilingual Of(ClockState state) => state switch
    {
        ClockState.OnTime => new("按期", "on time"),
        ClockState.DueToday => new("今日到期", "due today"),
        ClockState.DueTomorrow => new("次日到期（下一工作日为最后一日）", "due tomorrow (the next working day is the last)"),
        ClockState.Overdue => new("逾期", "overdue"),
        ClockState.Paused => new("暂停计时", "paused"),
        _ => new("待申报（各分项均已办结）", "resting (none of its parts is open)"),
    };

    internal static Bilingual Of(Outcome outcome) => outcome switch
    {
        Outcome.Granted => new("准予", "granted"),
        Outcome.Denied => new("不予", "denied"),
        Outcome.StagesDone => new("各环节办结", "all stages done"),
        Outcome.Withdrawn => new("撤件", "withdrawn"),
        _ => new("在办", "open"),
    };

    internal static Bilingual Of(Measure measure) => measure switch
    {
        Measure.Case => new("办件", "case"),
        Measure.Stages => new("环节", "stages"),
        _ => new("项目", "project"),
    };

    internal static Bilingual Of(PauseKind kind, PauseReason reason)
    {
        var name = kind == PauseKind.Special ? new Bilingual("特别程序", "special procedure") : new("补正", "correction");
        return reason == PauseReason.None ? name
            : Of(reason) is var why ? new($"{name.Zh}（{why.Zh}）", $"{name.En} ({why.En})") : name;
    }

    static Bilingual Of(PauseReason reason) => reason switch
    {
        PauseReason.Hearing => new("听证", "hearing"),
        PauseReason.Tender => new("招标", "tender"),
        PauseReason.Auction => new("拍卖", "auction"),
        PauseReason.Inspection => new("检验", "inspection"),
        PauseReason.Testing => new("检测", "testing"),
        PauseReason.Quarantine => new("检疫", "quarantine"),
        PauseReason.Appraisal => new("鉴定", "appraisal"),
        PauseReason.ExpertReview => new("专家评审", "expert review"),
        _ => new("其他原因", "another reason"),
    };

    public static Bilingual Of(Warning warning) => warning switch
    {
        Warning.AcceptedAgain => new("再次受理：以首次受理为准", "accepted again: the first acceptance holds"),
        Warning.RefusedAfterAccepted => new("受理后又不予受理：不计", "refused after its acceptance: ignored"),
        Warning.DecidedAgain => new("再次办结：以首次为准", "decided again: the first decision holds"),
        Warning.BeforeAccepted => new("早于受理：不计", "before the acceptance: ignored"),
        Warning.NeverAccepted => new("有办结或撤件而从未受理：不计", "decided or withdrawn, but never accepted: in no table"),
        Warning.MovedToAcceptance => new("与受理同日而时间在前：按受理时刻计", "on the day of acceptance, but before it: taken at its moment"),
        Warning.AfterEnd => new("办件已结束：不计", "after the end of the case: ignored"),
        Warning.PauseStartedTwice => new("暂停重复开始：以首次为准", "a pause of this kind is open already: the first start holds"),
        Warning.PauseEndWithoutStart => new("暂停结束而无开始：不计", "no pause of this kind is open: ignored"),
        Warning.PauseNeverEnded => new("暂停未结束而办件已办结：计至办结", "the pause never ended: it runs to the end of the case"),
        Warning.StageNotInPolicy => new("申请环节不属该政策：不计该环节", "applied for a stage that the policy lacks: that stage is dropped"),
        Warning.StageNotAppliedFor => new("环节未申请：不计", "a stage that was not applied for: ignored"),
        Warning.StageStartedTwice => new("环节重复开始：以首次为准", "the stage started again: the first start holds"),
        Warning.StageDoneTwice => new("环节重复办结：以首次为准", "the stage was done again: the first holds"),
        Warning.ProjectCodeMissing => new("缺项目代码：单独作为一个项目", "no project code: a project of its own"),
        Warning.EventIdConflict => new("同一事件编号内容不同：以事件顺序在前者为准", "one event id with two contents: the first in event order holds"),
        Warning.RegisterCheck => new("登记簿勾稽不符", "a check of the register does not hold"),
        _ => new("日历暂定", "provisional calendar"),
    };
}
