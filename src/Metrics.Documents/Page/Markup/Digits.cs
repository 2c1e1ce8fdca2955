using System.Globalization;

namespace Metrics.Documents.Page.Markup;

/// <summary>Published numbers as people read them: the same digits, grouped by thousands, rates in percent.</summary>
static class Digits
{
    /// <summary>Stands for a number of nothing.</summary>
    internal const string None = "–";

    /// <param name="column">The column's name says whether it is a rate.</param>
    /// <param name="text">As it stands in the table.</param>
    internal static string Of(string column, string text) =>
        text.Length == 0 ? None : column.EndsWith("_rate", StringComparison.Ordinal) ? Percent(text) : Grouped(text);

    /// <summary>A rate of four decimals loses nothing: <c>0.9393</c> is 93.93%.</summary>
    internal static string Percent(string rate) =>
        rate.Length == 0 ? None : decimal.Parse(rate, CultureInfo.InvariantCulture).ToString("#,0.00%", CultureInfo.InvariantCulture);

    internal static string Grouped(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>All decimals stay: <c>2.00</c> is no 2.</summary>
    internal static string Grouped(string number)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? Grouped(long.Parse(number, CultureInfo.InvariantCulture))
            : decimal.Parse(number, CultureInfo.InvariantCulture).ToString("#,0." + new string('0', number.Length - point - 1), CultureInfo.InvariantCulture);
    }

    /// <summary>A place in a drawing, as a share of its width.</summary>
    internal static string Share(double share) => Point(share * 100) + "%";

    /// <summary>A place in a drawing, in the size of the page's letters, which all that stands around it has too.</summary>
    internal static string Rem(double rem) => Point(rem) + "rem";

    internal static string Point(double at) => at.ToString("0.##", CultureInfo.InvariantCulture);
}
