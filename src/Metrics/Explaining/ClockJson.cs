using System.Text.Json;
using Metrics.Calendars;
using Metrics.Summaries;

namespace Metrics.Explaining;

/// <summary>A case's clock as JSON: snake_case keys, days as <c>yyyy-MM-dd</c>, texts as <c>{ "zh", "en" }</c>, nothing as null.</summary>
public static class ClockJson
{
    /// <summary>UTF-8, indented.</summary>
    public static byte[] Write(CaseClock clock) => JsonFile.Write(json =>
    {
        json.WriteString("case_id", clock.CaseId);
        json.Day("as_of", clock.AsOf);
        json.Day("known_on", clock.KnownOn);
        json.WriteString("status", Word(clock.Status));
        json.Text("text", clock.Text);
        json.Day("received", clock.Received);
        json.Day("refused", clock.Refused);
        json.WriteNumber("unknown_lines", clock.UnknownLines);
        if (clock.Acceptance is { } acceptance)
            Accepted(json, clock, acceptance);
        json.Array("warnings", clock.Warnings, Warning);
    });

    static void Accepted(Utf8JsonWriter json, CaseClock clock, Acceptance acceptance)
    {
        json.Day("accepted", acceptance.Day);
        json.Object("item", () => Item(json, acceptance.ItemCode, acceptance.ItemName));
        json.WriteString("department", acceptance.Department);
        json.WriteNumber("district", acceptance.District.Code);
        json.WriteString("channel", Word(acceptance.Channel));
        json.Object("policy", () =>
        {
            json.WriteString("id", acceptance.Policy);
            json.Text("name", acceptance.PolicyName);
            json.WriteString("measure", Word(acceptance.Measure));
            json.WriteBoolean("correction_stops_clock", acceptance.CorrectionStopsClock);
        });
        json.WriteString("project_code", acceptance.ProjectCode.Length == 0 ? null : acceptance.ProjectCode);
        json.Day("ended", clock.Ended);
        json.WriteString("outcome", Word(clock.Outcome));
        json.WriteString("limit_of", acceptance.LimitOfItem ? "item" : "policy");
        Figures(json, clock.Figures);
        json.Array("stages", clock.Stages, Stage);
        json.Array("pauses", clock.Pauses, Pause);
        json.Array("days", clock.Days, Day);
        Project(json, clock);
    }

    static void Project(Utf8JsonWriter json, CaseClock clock)
    {
        if (clock.Project is { } project)
        {
            json.Object("project", () => ProjectJson.Write(json, project));
        }
        else if (clock.ProjectLeftOut)
        {
            json.Object("project", () => json.Text("text", new(
                "本办件属于工程建设项目；项目整体请用命令行 metrics explain 查询",
                "the case belongs to a construction project; the command metrics explain lays the project out")));
        }
        else
        {
            json.WriteNull("project");
        }
    }

    internal static void Item(Utf8JsonWriter json, string code, string name)
    {
        json.WriteString("code", code);
        json.WriteString("name", name);
    }

    internal static void Figures(Utf8JsonWriter json, ClockFigures? figures) => json.Object("clock", figures is not { } f ? null : () =>
    {
        json.WriteNumber("limit_days", f.Limit);
        json.WriteNumber("extension_days", f.Extension);
        json.Day("due", f.Due);
        json.Day("due_promised", f.DuePromised);
        json.WriteNumber("net_days", f.Net);
        json.WriteNumber("strict_days", f.Strict);
        json.WriteNumber("paused_days", f.Paused);
        json.WriteNumber("gross_days", f.Gross);
        json.Number("remaining_days", f.Remaining);
        json.WriteBoolean("on_time", f.OnTime);
        json.WriteString("state", f.State is { } state ? Word(state) : null);
        json.Day("provisional", f.Provisional);
        json.Array("rests_on", f.RestsOn, Record);
    });

    static void Record(Utf8JsonWriter json, CalendarRecord record)
    {
        json.WriteString(record is Layer ? "layer" : "notice", record.Title);
        json.Day("issued", record.Issued);
        json.WriteString("address", record.Address);
    }

    static void Stage(Utf8JsonWriter json, StageClock stage)
    {
        json.WriteString("id", stage.Id);
        json.Text("name", stage.Name);
        json.Day("start", stage.Start);
        json.Day("done", stage.Done);
        json.WriteNumber("net_days", stage.Net);
    }

    internal static void Pause(Utf8JsonWriter json, ClockPause pause)
    {
        Cause(json, pause);
        json.Day("start", pause.Start);
        json.Day("end", pause.End);
        json.WriteNumber("working_days", pause.WorkingDays);
        json.Text("text", pause.Text);
    }

    static void Cause(Utf8JsonWriter json, ClockPause pause)
    {
        json.WriteString("kind", Word(pause.Kind));
        json.WriteString("reason", pause.Reason == Events.PauseReason.None ? null : Word(pause.Reason));
        json.WriteBoolean("stops_clock", pause.StopsClock);
    }

    static void Warning(Utf8JsonWriter json, CaseWarning warning)
    {
        json.WriteString("code", warning.Code);
        json.WriteString("event", warning.Day is null ? null : Word(warning.Event));
        json.Day("day", warning.Day);
        json.Text("text", warning.Text);
    }

    static void Day(Utf8JsonWriter json, ClockDay day)
    {
        Status(json, day.Status, day.Counted);
        json.Array("paused", day.Pauses, Cause);
        json.Text("text", day.Text);
    }

    internal static void Status(Utf8JsonWriter json, DayStatus status, int? counted)
    {
        json.Day("day", status.Day.Date);
        json.Number("counted", counted);
        json.WriteString("kind", Word(status.Kind));
        json.WriteString("holiday", status.Name);
        json.WriteString("rests_on", status.Record?.Title);
        json.WriteBoolean("provisional", status.Provisional);
    }

    /// <summary>A member of an enumeration as the contract writes it: <c>DueToday</c> is <c>due_today</c>.</summary>
    internal static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
