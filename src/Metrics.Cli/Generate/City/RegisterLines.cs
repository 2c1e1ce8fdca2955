using System.Text;
using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Generate.City;

/// <summary>The rows of the city's register (登记簿) as they are drawn, one after the other.</summary>
sealed class RegisterLines(CityPlan plan, CityYear year)
{
    readonly List<RegisterLine> _lines = [];

    // The cases are drawn by their numbers: the register stands behind the last.
    Draws _draws = Draws.For(plan.Seed, ulong.MaxValue);

    public CityYear Year => year;

    public void Add(RegisterLine line) => _lines.Add(line);

    /// <summary>A number in [0, <paramref name="bound"/>).</summary>
    public int Below(int bound) => _draws.Below(bound);

    /// <summary>The working day after a day among the first <paramref name="days"/>, in the year at all events.</summary>
    public int Day(int days) => year.Add(Below(Math.Min(days, year.Days - 15)), 1);

    public string AnyDepartment() => Department.All[Below(Department.All.Count)].Name;

    public byte[] ToCsv()
    {
        var csv = new StringBuilder(RegisterLine.Header).Append('\n');
        foreach (var (i, line) in _lines.Index())
            csv.Append(line.ToCsv(i + 1, year)).Append('\n');
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
