using System.Globalization;

namespace Metrics.Cli.Generate.City;

/// <summary>A row of the city's register (登记簿). Days are those of <see cref="CityYear"/>, below 0 in the year before.</summary>
sealed record RegisterLine(string Kind, int Received)
{
    public const string Header = "kind,id,received,intake,intake_at,heard,outcome,closed,department,tags,subject,count";

    public string Intake { get; init; } = "";
    public int? IntakeAt { get; init; }
    public int? Heard { get; init; }
    public string Outcome { get; init; } = "";
    public int? Closed { get; init; }
    public string Department { get; init; } = "";
    public string Tags { get; init; } = "";
    public string Subject { get; init; } = "";
    public int Count { get; init; } = 1;

    /// <summary>As it stands at the end of the year: what would come later is not there yet.</summary>
    public string ToCsv(int id, CityYear year)
    {
        string Date(int? day) => day < year.Days ? year.Date(day.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        var (intakeAt, closed) = (Date(IntakeAt), Date(Closed));
        return string.Join(',', [Kind, id.ToString("000000", CultureInfo.InvariantCulture), Date(Received), intakeAt.Length > 0 ? Intake : "", intakeAt,
            Date(Heard), closed.Length > 0 ? Outcome : "", closed, Department, Tags, Subject, Count.ToString(CultureInfo.InvariantCulture)]);
    }
}
