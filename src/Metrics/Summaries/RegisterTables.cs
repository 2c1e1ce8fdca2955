namespace Metrics.Summaries;

/// <summary>The tables of the register (contract 8). No register is read yet: they are their headers.</summary>
static class RegisterTables
{
    internal static Table Indicators() => new TableWriter("register", 3, "period,department,indicator,numerator,denominator,value").Done();

    internal static Table Checks() => new TableWriter("register_checks", 3, "period,department,check,left,right,holds").Done();
}
