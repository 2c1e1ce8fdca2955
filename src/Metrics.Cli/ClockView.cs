using System.Globalization;
using Metrics.Events;
using Metrics.Explaining;
using Spectre.Console;

namespace Metrics.Cli;

/// <summary>A clock as a person wants to read it: the facts, then a line a day. It reads without colour too.</summary>
sealed class ClockView(IAnsiConsole console)
{
    internal void Print(CaseClock clock)
    {
        var known = clock.KnownOn is { } day ? Invariant($", calendar as known on {day:O}") : "";
        console.MarkupLine(Invariant($"[bold]{Markup.Escape(clock.CaseId)}[/]  as of {clock.AsOf:O}{known}"));
        Line(clock.Text);
        if (clock.Acceptance is { } acceptance)
            Facts(Case(clock, acceptance), clock.Figures, clock.Pauses);
        Warnings(clock.Warnings);
        Stages(clock.Stages);
        if (clock.Days.Count > 0)
            Days("Net", clock.Days.Select(d => (d.Status, d.Counted, d.Text)));
        if (clock.Project is { } project)
            Print(project);
    }

    static IEnumerable<(string Name, string Value)> Case(CaseClock clock, Acceptance acceptance) =>
    [
        ("item (事项)", $"{acceptance.ItemCode} {acceptance.ItemName}"),
        ("department (部门)", acceptance.Department),
        ("district, channel", Invariant($"{acceptance.District}, {EventWords.Of(acceptance.Channel)}")),
        ("policy (时限政策)", string.Create(CultureInfo.InvariantCulture, $"{acceptance.Policy} {acceptance.PolicyName.Zh} {acceptance.PolicyName.En}, "
            + $"measured by {acceptance.Measure.ToString().ToLowerInvariant()}{(acceptance.LimitOfItem ? ", limit: the item's promise" : "")}")),
        ("received (接件)", Iso(clock.Received)),
        ("accepted (受理)", Iso(acceptance.Day)),
        ("ended (办结)", Iso(clock.Ended)),
    ];

    void Print(ProjectClock project)
    {
        console.WriteLine();
        console.MarkupLine(Invariant($"[bold]project (工程建设项目) {Markup.Escape(project.Code)}[/]"));
        Line(project.Text);
        Facts(
        [
            ("policy (时限政策)", Invariant($"{project.Policy} {project.PolicyName.Zh} {project.PolicyName.En}, ends with {project.EndItem}")),
            ("district, channel", Invariant($"{project.District}, {EventWords.Of(project.Channel)}")),
            ("finished (办结)", Iso(project.Finished)),
        ], project.Figures, []);
        Parts(project.Parts);
        if (project.Days.Count > 0)
            Days("Union", project.Days.Select(d => (d.Status, d.Counted, d.Text)), [.. project.Days.Select(Cases)]);
    }

    static string Cases(ProjectDay day) => string.Join(" ", [.. day.Running, .. day.Paused.Select(c => $"({c})")]);

    void Facts(IEnumerable<(string Name, string Value)> facts, ClockFigures? figures, IReadOnlyList<ClockPause> pauses)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        var all = facts.Concat(Figures(figures)).Concat(pauses.Select(p => ("pause (暂停)", Pause(p))));
        foreach (var (name, value) in all.Where(f => f.Item2.Length > 0))
            grid.AddRow(new Markup($"[grey]{Markup.Escape(name)}[/]"), new Text(value));
        console.Write(grid);
    }

    static IEnumerable<(string Name, string Value)> Figures(ClockFigures? f) => f is null ? [] :
    [
        ("limit (期限)", Invariant($"{f.Limit}{(f.Extension > 0 ? Invariant($" + {f.Extension} extended (延期)") : "")} working days")),
        ("due (到期日)", $"{(f.Due is null ? "none (无)" : Iso(f.Due))}, promised at acceptance (受理时承诺): {Iso(f.DuePromised)}"),
        ("net (审批用时)", Invariant($"{f.Net}; strict {f.Strict}, paused {f.Paused}, gross {f.Gross} calendar days")),
        ("remaining (剩余)", f.Remaining?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("calendar (日历)", f.Provisional is { } day ? $"provisional from {Iso(day)} (暂定)" : "confirmed (已确认)"),
        ("rests on (依据)", string.Join(", ", f.RestsOn.Select(r => r.Title))),
    ];

    static string Pause(ClockPause p) => string.Create(CultureInfo.InvariantCulture,
        $"{p.Text} {p.Start:O} … {(p.End is { } end ? Iso(end) : "open")}: "
        + $"{p.WorkingDays} of them working days{(p.StopsClock ? "" : ", does not stop the clock")}");

    void Warnings(IReadOnlyList<CaseWarning> warnings)
    {
        foreach (var warning in warnings)
            console.MarkupLine($"[yellow]warning[/] {Markup.Escape($"{warning.Code} {Iso(warning.Day)} {warning.Text}")}");
    }

    void Stages(IReadOnlyList<StageClock> stages)
    {
        if (stages.Count == 0)
            return;
        var table = Table("Stage", "Start", "Done", "Net");
        foreach (var stage in stages)
            AddRow(table, $"{stage.Name.Zh} {stage.Name.En}", Iso(stage.Start), Iso(stage.Done), Invariant($"{stage.Net}"));
        console.Write(table);
    }

    void Parts(IReadOnlyList<ProjectPart> parts)
    {
        var table = Table("Case", "Item", "Accepted", "Ended", "Span through", "Net", "Pauses");
        foreach (var part in parts)
        {
            AddRow(table, part.CaseId, $"{part.ItemCode} {part.ItemName}", Iso(part.Accepted), Iso(part.Ended),
                part.Role == PartRole.Part ? Iso(part.Through) : part.Role == PartRole.Withdrawn ? "withdrawn (撤件)" : "after the grant",
                part.Role == PartRole.Part ? Invariant($"{part.Net}") : "", string.Join("\n", part.Pauses.Select(Pause)));
        }
        console.Write(table);
    }

    void Days(string number, IEnumerable<(Calendars.DayStatus Status, int? Counted, Bilingual Text)> days, string[]? cases = null)
    {
        var table = cases is null ? Table("Day", number, "Why", "原因") : Table("Day", number, "Why", "原因", "Parts, (paused)");
        var row = 0;
        foreach (var (status, counted, text) in days)
        {
            string[] cells = [Invariant($"{status.Day.Date:ddd yyyy-MM-dd}"), counted?.ToString(CultureInfo.InvariantCulture) ?? "", text.En, text.Zh];
            AddRow(table, cases is null ? cells : [.. cells, cases[row++]]);
        }
        console.Write(table);
    }

    static Table Table(params string[] columns) => new Table().Border(TableBorder.Simple).AddColumns(columns);

    static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    void Line(Bilingual text)
    {
        console.WriteLine(text.En);
        console.WriteLine(text.Zh);
    }

    static string Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
