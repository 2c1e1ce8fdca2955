namespace Metrics.Cli.Generate.City;

/// <summary>
/// The city's register (登记簿): what its yearly report counts and is no case, of every kind. Its checks hold, and every outcome that
/// the report speaks of has been met.
/// </summary>
static class CityRegister
{
    public static byte[] ToCsv(CityPlan plan, CityYear year)
    {
        var lines = new RegisterLines(plan, year);
        RegisterOfOffices.AddTo(lines);
        RegisterOfJustice.AddTo(lines);
        return lines.ToCsv();
    }
}
