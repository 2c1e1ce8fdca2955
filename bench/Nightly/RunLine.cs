using System.Globalization;
using System.Text.Json.Nodes;

namespace Metrics.Nightly;

/// <summary>What a run took, from asking for it to its end, and what its record says.</summary>
/// <param name="Record">As <c>GET /api/runs/{id}</c> gives it.</param>
/// <param name="Stands">Until readers had its publication.</param>
/// <param name="Elapsed">Until it ended.</param>
/// <param name="Cost">Of all hosts; Azurite's is not in it.</param>
/// <param name="PeakBytes">The largest resident set of a host so far.</param>
sealed record RunLine(string Name, JsonNode Record, TimeSpan Stands, TimeSpan Elapsed, HostCost Cost, long PeakBytes)
{
    internal const string Header = "| run | lines in all | new files | published s | ended s | hosts' cpu s | page faults minor, major | a host's peak MB | ms by step, added up |\n|---|---|---|---|---|---|---|---|---|";

    internal double Wall => Stands.TotalSeconds;
    internal double Processor => Cost.Processor.TotalSeconds;
    internal string Publication => Record["publication"]!.ToString();

    internal string Text => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Record["counts"]!["lines"]} | {Record["counts"]!["new_files"]} | {Wall:0.00} | {Elapsed.TotalSeconds:0.00} | {Processor:0.00} | {Cost.MinorFaults}, {Cost.MajorFaults} | {PeakBytes >> 20} | {Steps} |");

    internal static string OfTidying(TimeSpan elapsed, HostCost cost, long peakBytes) => string.Create(CultureInfo.InvariantCulture,
        $"| tidying after it | | | | {elapsed.TotalSeconds:0.00} | {cost.Processor.TotalSeconds:0.00} | {cost.MinorFaults}, {cost.MajorFaults} | {peakBytes >> 20} | |");

    string Steps => string.Join(", ", Record["times_ms"]!.AsObject().Select(step => $"{step.Key} {step.Value}"));
}
