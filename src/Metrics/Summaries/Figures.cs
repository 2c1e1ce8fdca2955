using System.Globalization;
using System.Text;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The table <c>figures</c> (contract 8): what the yearly report counts, year by year, from the rows of other tables at <c>*</c>.</summary>
static class Figures
{
    const string SetUp = "business_setup";

    /// <param name="Policy">Null: the table has no policies.</param>
    /// <param name="Denominator">Null: a count.</param>
    sealed record Figure(string Name, string Table, string? Policy, string Numerator, string? Denominator = null);

    static readonly Figure[] _all =
    [
        new("setup_finished", "approval_time", SetUp, "finished"),
        new("setup_on_time", "approval_time", SetUp, "on_time", "finished"),
        new("industrial_on_time", "approval_time", "industrial_permit", "on_time", "finished"),
        new("government_on_time", "approval_time", "government_permit", "on_time", "finished"),
        new("social_on_time", "approval_time", "social_permit", "on_time", "finished"),
        new("online_available", "service_items", null, "online_items", "online_should"),
        new("online_realised", "online_realisation", null, "capable_one_net", "capable_cases"),
        new("hall", "service_items", null, "licence_in_hall", "licence_should_enter"),
        new("immediate_items", "service_items", null, "immediate_items"),
        new("one_trip_items", "service_items", null, "one_trip_items"),
        new("high_frequency_items", "service_items", null, "high_frequency_items"),
    ];

    sealed record Row(string Period, string Name, long Numerator, long? Denominator);

    internal static Table Of(RunResult run, IReadOnlyList<Table> tables)
    {
        var rows = new List<Row>();
        foreach (var year in RunPeriods.Years(run))
        {
            rows.AddRange(_all.Select(figure => Find(figure, year, tables)).OfType<Row>());
            if (Stages(run, year) is > 0 and var stages)
                rows.Add(new(year.ToString(), "setup_stages", stages, null));
        }
        var table = new TableWriter("figures", 2, "period,figure,numerator,denominator,value");
        foreach (var row in rows.OrderBy(r => r.Period, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal))
            Write(table, row);
        return table.Done();
    }

    static Row? Find(Figure figure, Period year, IReadOnlyList<Table> tables)
    {
        var table = tables.First(t => t.Name == figure.Table);
        foreach (var row in table.AtAGlance)
        {
            if (row[0] == year.ToString() && (figure.Policy is null || row[1] == figure.Policy))
                return Of(figure, table, row, year);
        }
        return null;
    }

    /// <summary>Null: there is nothing to count.</summary>
    static Row? Of(Figure figure, Table table, string[] row, Period year)
    {
        var numerator = Number(table, row, figure.Numerator);
        long? denominator = figure.Denominator is { } column ? Number(table, row, column) : null;
        return numerator > 0 || denominator > 0 ? new(year.ToString(), figure.Name, numerator, denominator) : null;
    }

    static long Number(Table table, string[] row, string column) =>
        long.Parse(row[table.Columns.ToList().IndexOf(column)], CultureInfo.InvariantCulture);

    /// <summary>The stages of business set-up in the version in force on the year's last day.</summary>
    static int Stages(RunResult run, Period year)
    {
        var policy = run.Reference.Policies.Find(Encoding.UTF8.GetBytes(SetUp));
        return !policy.IsNone && run.Reference.Policies.InForce(policy, RunPeriods.LastDay(year, run)) is { Measure: Measure.Stages } version
            ? version.Stages.Count : 0;
    }

    static void Write(TableWriter table, Row row)
    {
        table.AtAGlance();
        table.Text(row.Period);
        table.Text(row.Name);
        table.Count(row.Numerator);
        if (row.Denominator is not { } denominator)
        {
            table.Empty();
            table.Count(row.Numerator);
        }
        else
        {
            table.Count(denominator);
            table.Rate(row.Numerator, denominator);
        }
        table.End();
    }
}
