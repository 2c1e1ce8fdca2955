using System.Globalization;
using Metrics.CaseLogs;
using Metrics.Cli.Generate.City;

namespace Metrics.Cli.Generate.Logs;

/// <summary>What was written: the true counts, and for what is wrong on purpose the rate that was aimed at.</summary>
sealed class GeneratedCounts
{
    public required CityPlan Plan { get; init; }
    public int Files { get; set; }
    /// <summary>Records without headers.</summary>
    public long Lines { get; set; }
    /// <summary>Lines that repeat an earlier one, by <see cref="Repetition"/>.</summary>
    public long[] Repeated { get; } = new long[4];
    /// <summary>Lines that must be rejected, by reason.</summary>
    public long[] Rejected { get; } = new long[RejectReasons.Count];

    /// <summary>One count a line: its name, the number, the rate.</summary>
    public void Report(TextWriter to)
    {
        long duplicate = Repeated.Sum(), rejected = Rejected.Sum();
        Line(to, "cases", Plan.Cases, "");
        Line(to, "files", Files, "");
        Line(to, "lines", Lines, "");
        Line(to, "accepted", Lines - duplicate - rejected, "");
        Line(to, "duplicate", duplicate, "");
        if (!Plan.Plain)
            ReportRepetitions(to);
        Line(to, "rejected", rejected, "");
        if (!Plan.Plain)
            ReportFaults(to);
    }

    void ReportRepetitions(TextWriter to)
    {
        for (var way = Repetition.SameFile; way <= Repetition.OtherSource; way++)
            Line(to, "  " + way.Name(), Repeated[(int)way], string.Create(CultureInfo.InvariantCulture, $"{way.PerMille()} in 1000 events"));
    }

    void ReportFaults(TextWriter to)
    {
        foreach (var fault in Fault.All)
            Line(to, "  " + fault.Reason.Code(), Rejected[(int)fault.Reason], fault.Rate);
    }

    static void Line(TextWriter to, string name, long count, string rate) =>
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18}{count,12}  {rate}").TrimEnd());
}
