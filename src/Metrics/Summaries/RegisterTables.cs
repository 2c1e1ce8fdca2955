using Metrics.Registers;

namespace Metrics.Summaries;

/// <summary>The tables of the register: <c>register</c> and <c>register_checks</c> (contract 8).</summary>
static class RegisterTables
{
    internal static Table Indicators(RegisterCounts register)
    {
        var table = new TableWriter("register", 3, "period,department,indicator,numerator,denominator,value");
        foreach (var (place, indicator, numerator, denominator) in register.Indicators)
        {
            Keys(table, place, indicator);
            table.Fraction(numerator, denominator);
            table.End();
        }
        return table.Done();
    }

    internal static Table Checks(RegisterCounts register)
    {
        var table = new TableWriter("register_checks", 3, "period,department,check,left,right,holds");
        foreach (var (place, check, left, right, holds) in register.Checks)
        {
            Keys(table, place, check);
            table.Count(left);
            table.Count(right);
            table.Count(holds ? 1 : 0);
            table.End();
        }
        return table.Done();
    }

    static void Keys(TableWriter table, RegisterPlace place, string name)
    {
        if (place.Department == "*")
            table.AtAGlance();
        table.Text(place.Period.ToString());
        table.Text(place.Department);
        table.Text(name);
    }
}
