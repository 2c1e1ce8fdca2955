using System.Globalization;
using System.Text;
using Metrics.Folding;
using Metrics.Policies;
using Metrics.Registers;

namespace Metrics.Summaries;

/// <summary>The table <c>figures</c> (contract 8): what the yearly report counts, year by year, from the rows of other tables at <c>*</c>.</summary>
static class Figures
{
    /// <param name="Denominator">Null: a count.</param>
    sealed record Row(Period Year, string Figure, long Numerator, long? Denominator);

    internal static Table Of(RunResult run, IReadOnlyList<Table> tables)
    {
        var table = new TableWriter("figures", 2, "period,figure,numerator,denominator,value");
        var rows = OfCases(run, tables).Concat(OfRegister(run.Register));
        foreach (var row in rows.OrderBy(r => r.Year.Number).ThenBy(r => r.Figure, StringComparer.Ordinal))
        {
            table.AtAGlance();
            table.Text(row.Year.ToString());
            table.Text(row.Figure);
            table.Fraction(row.Numerator, row.Denominator);
            table.End();
        }
        return table.Done();
    }

    static IEnumerable<Row> OfRegister(RegisterCounts register) => register.Indicators
        .Where(v => v.Place is { Period.IsYear: true, Department: "*" }).Select(v => new Row(v.Place.Period, v.Indicator, v.Numerator, v.Denominator));

    static IEnumerable<Row> OfCases(RunResult run, IReadOnlyList<Table> tables)
    {
        foreach (var year in RunPeriods.Of(run))
        {
            if (!year.IsYear)
                continue;
            foreach (var figure in CaseFigure.All)
            {
                if ((figure.Table is null ? Stages(figure, run, year) : Find(figure, year, tables)) is { } row)
                    yield return row;
            }
        }
    }

    static Row? Find(CaseFigure figure, Period year, IReadOnlyList<Table> tables)
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
    static Row? Of(CaseFigure figure, Table table, string[] row, Period year)
    {
        var numerator = Number(table, row, figure.Numerator!);
        long? denominator = figure.Denominator is { } column ? Number(table, row, column) : null;
        return numerator > 0 || denominator > 0 ? new(year, figure.Id, numerator, denominator) : null;
    }

    static long Number(Table table, string[] row, string column) =>
        long.Parse(row[table.Columns.ToList().IndexOf(column)], CultureInfo.InvariantCulture);

    /// <summary>The stages of a policy in the version in force on the year's last day; null: it has none.</summary>
    static Row? Stages(CaseFigure figure, RunResult run, Period year)
    {
        var policy = run.Reference.Policies.Find(Encoding.UTF8.GetBytes(figure.Policy!));
        return !policy.IsNone && run.Reference.Policies.InForce(policy, RunPeriods.LastDay(year, run)) is { Measure: Measure.Stages } version
            ? new(year, figure.Id, version.Stages.Count, null) : null;
    }
}
