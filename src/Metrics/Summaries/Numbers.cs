using System.Globalization;
using System.Numerics;

namespace Metrics.Summaries;

/// <summary>Numbers as the tables write them: from exact integers, half away from zero; of nothing, empty.</summary>
static class Numbers
{
    /// <summary>Four decimals.</summary>
    internal static string Rate(long part, long whole) => Ratio(part, whole, 4);

    /// <summary>Two decimals.</summary>
    internal static string Mean(long sum, long count) => Ratio(sum, count, 2);

    internal static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    internal static string Days(int? days) => days?.ToString(CultureInfo.InvariantCulture) ?? "";

    static string Ratio(long part, long whole, int decimals)
    {
        if (whole == 0)
            return "";
        var scale = decimals == 4 ? 10_000 : 100;
        var scaled = (long)(((BigInteger)part * scale * 2 + whole) / ((BigInteger)whole * 2));
        return string.Create(CultureInfo.InvariantCulture, $"{scaled / scale}.{(scaled % scale).ToString(decimals == 4 ? "0000" : "00", CultureInfo.InvariantCulture)}");
    }
}
