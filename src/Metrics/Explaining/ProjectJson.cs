using System.Text.Json;

namespace Metrics.Explaining;

/// <summary>A project's clock, inside that of one of its cases.</summary>
static class ProjectJson
{
    internal static void Write(Utf8JsonWriter json, ProjectClock clock)
    {
        json.Text("text", clock.Text);
        json.WriteString("code", clock.Code.Length == 0 ? null : clock.Code);
        json.Object("policy", () =>
        {
            json.WriteString("id", clock.Policy);
            json.Text("name", clock.PolicyName);
            json.WriteString("end_item", clock.EndItem);
        });
        json.Day("first_accepted", clock.FirstAccepted);
        json.WriteNumber("district", clock.District.Code);
        json.WriteString("channel", ClockJson.Word(clock.Channel));
        json.Day("finished", clock.Finished);
        json.WriteString("outcome", ClockJson.Word(clock.Outcome));
        ClockJson.Figures(json, clock.Figures);
        json.Array("parts", clock.Parts, Part);
        json.Array("days", clock.Days, Day);
    }

    static void Part(Utf8JsonWriter json, ProjectPart part)
    {
        json.WriteString("case_id", part.CaseId);
        json.Object("item", () => ClockJson.Item(json, part.ItemCode, part.ItemName));
        json.WriteString("role", ClockJson.Word(part.Role));
        json.Day("accepted", part.Accepted);
        json.Day("ended", part.Ended);
        json.WriteString("outcome", ClockJson.Word(part.Outcome));
        json.Day("through", part.Through);
        json.WriteNumber("net_days", part.Net);
        json.WriteNumber("extension_days", part.Extension);
        json.Array("pauses", part.Pauses, ClockJson.Pause);
    }

    static void Day(Utf8JsonWriter json, ProjectDay day)
    {
        ClockJson.Status(json, day.Status, day.Counted);
        json.Strings("running", day.Running);
        json.Strings("paused", day.Paused);
        json.Text("text", day.Text);
    }
}
