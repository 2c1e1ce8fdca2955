using System.Globalization;

namespace Metrics.Explaining;

/// <summary>A project's clock and its days in words.</summary>
static class ProjectText
{
    internal static Bilingual Of(ProjectClock p) => p.Figures is null
        ? new("所有办件均已撤件：不构成项目", "All its cases are withdrawn: it is no project")
        : CaseText.Of(p.Days[0].Date, p.Figures, p.Finished, p.Outcome, p.AsOf);

    internal static Bilingual Of(ProjectDay day)
    {
        var lead = day switch
        {
            { IsAcceptance: true } => new Bilingual("首次受理当日", "day of the first acceptance"),
            { Counted: { } n } => new(string.Create(CultureInfo.InvariantCulture, $"第{n}天"), string.Create(CultureInfo.InvariantCulture, $"day {n}")),
            _ => new("不计", "not counted"),
        };
        return new($"{lead.Zh}：{day.Status.Chinese}{Standstill(day).Zh}", $"{lead.En}: {day.Status.English}{Standstill(day).En}");
    }

    /// <summary>Why a working day does not count.</summary>
    static Bilingual Standstill(ProjectDay day) => day.IsAcceptance || day.Counted is not null || !day.Status.Working ? default
        : day.Paused.Count > 0 ? new("，在办各分项均暂停", ", all open parts are paused") : new("，无在办分项", ", no part is open");
}
