using System.Globalization;
using System.Text.Json;
using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Faults;

namespace Metrics.Cli.Generate.Logs;

/// <summary>What was written: the true counts, and for what is wrong on purpose the rate that was aimed at.</summary>
sealed class GeneratedCounts
{
    public required CityPlan Plan { get; init; }
    public int Files { get; set; }
    /// <summary>Lines as the contract counts them: no headers, titles or blank rows.</summary>
    public long Lines { get; set; }
    public FaultCounts Planted { get; } = new();

    /// <summary>Lines with the identity of another line, which is accepted in their place (contract 1.2).</summary>
    public long Duplicate => Planted.Sum(FaultGroup.Repeated) + Planted.Sum(FaultGroup.Revised);
    public long Rejected => Planted.Sum(FaultGroup.Rejected);
    public long Accepted => Lines - Duplicate - Rejected;

    IEnumerable<(string Name, long Count)> Totals =>
        [("cases", Plan.Cases), ("files", Files), ("lines", Lines), ("accepted", Accepted), ("duplicate", Duplicate), ("rejected", Rejected)];

    /// <summary>One count a line: its name, the number, the rate.</summary>
    public void Report(TextWriter to)
    {
        foreach (var (name, count) in Totals)
            Line(to, name, count, "");
        if (Plan.Plain)
            return;
        foreach (var rate in FaultRates.All)
            Line(to, "  " + rate.Name, Planted[rate.Fault], rate.Rate);
    }

    /// <summary>The same as JSON: the totals, and <c>planted</c> with <c>count</c> and <c>rate</c> by name.</summary>
    public void WriteJson(Stream to)
    {
        using var json = new Utf8JsonWriter(to, new() { Indented = true });
        json.WriteStartObject();
        foreach (var (name, count) in Totals)
            json.WriteNumber(name, count);
        json.WriteStartObject("planted");
        foreach (var rate in FaultRates.All)
        {
            json.WriteStartObject(rate.Name);
            json.WriteNumber("count", Planted[rate.Fault]);
            json.WriteString("rate", rate.Rate);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Line(TextWriter to, string name, long count, string rate) =>
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26}{count,12}  {rate}").TrimEnd());
}
