using System.Globalization;
using Metrics.Cases;

namespace Metrics.Explaining;

/// <summary>A clock in one sentence.</summary>
static class CaseText
{
    internal static Bilingual Of(CaseClock c) => c switch
    {
        { Acceptance: null, Refused: { } day } => new(
            $"{Iso(day)} 不予受理，至 {Iso(c.AsOf)} 未曾受理，不计时",
            $"Refused on {Iso(day)} and not accepted up to {Iso(c.AsOf)}: no clock runs"),
        { Acceptance: null } => NotAccepted(c),
        { Figures: null } => new(
            $"{Iso(c.Acceptance.Day)} 受理，{Iso(c.Ended)} 撤件：未办结，不计时",
            $"Accepted on {Iso(c.Acceptance.Day)}, withdrawn on {Iso(c.Ended)}: not finished, no time is measured"),
        _ => Of(c.Acceptance.Day, c.Figures, c.Ended, c.Outcome, c.AsOf),
    };

    internal static Bilingual Of(DateOnly accepted, ClockFigures f, DateOnly? finished, Outcome outcome, DateOnly asOf)
    {
        var limit = f.Extension == 0 ? new Bilingual($"{f.Limit} 个工作日", $"{f.Limit} working days")
            : new($"{f.Limit}+{f.Extension} 个工作日", $"{f.Limit}+{f.Extension} working days");
        var lead = new Bilingual($"{Iso(accepted)} 受理，期限 {limit.Zh}", $"Accepted on {Iso(accepted)}, limit {limit.En}");
        return finished is { } day ? Finished(lead, f, day, outcome) : Open(lead, f, asOf);
    }

    static Bilingual Finished(Bilingual lead, ClockFigures f, DateOnly day, Outcome outcome)
    {
        var (ended, verdict) = (Terms.Of(outcome), f.OnTime ? new Bilingual("按时", "on time") : new("超时", "late"));
        return new(
            $"{lead.Zh}；{Iso(day)} 办结（{ended.Zh}），审批用时 {f.Net} 个工作日：{verdict.Zh}",
            $"{lead.En}; finished on {Iso(day)} ({ended.En}) after {f.Net} net working days: {verdict.En}");
    }

    static Bilingual Open(Bilingual lead, ClockFigures f, DateOnly asOf)
    {
        var (left, state) = (f.Remaining ?? 0, Terms.Of(f.State ?? ClockState.OnTime));
        var rest = left < 0 ? new Bilingual($"超出 {-left}", $"{-left} over") : new($"剩余 {left}", $"{left} left");
        var due = f.Due is { } day ? new Bilingual($"，到期日 {Iso(day)}", $", due {Iso(day)}") : default;
        return new(
            $"{lead.Zh}；至 {Iso(asOf)} 已用 {f.Net} 个工作日，{rest.Zh}{due.Zh}：{state.Zh}",
            $"{lead.En}; {f.Net} net working days up to {Iso(asOf)}, {rest.En}{due.En}: {state.En}");
    }

    static Bilingual NotAccepted(CaseClock c) => c.UnknownLines == 0
        ? new($"至 {Iso(c.AsOf)} 未曾受理，不计时", $"Not accepted up to {Iso(c.AsOf)}: no clock runs")
        : new($"至 {Iso(c.AsOf)} 未曾受理，不计时（{c.UnknownLines} 行的事项或政策不在基础数据中）",
            $"Not accepted up to {Iso(c.AsOf)}: no clock runs ({c.UnknownLines} of its lines name an item or policy that the reference data lacks)");

    static string Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
