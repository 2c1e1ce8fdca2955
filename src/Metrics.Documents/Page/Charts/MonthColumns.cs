using System.Globalization;
using System.Xml.Linq;
using Metrics.Documents.Page.Markup;

namespace Metrics.Documents.Page.Charts;

/// <summary>A standing column of a <see cref="MonthColumns"/>.</summary>
/// <param name="Part">Of the whole, drawn from the foot up.</param>
sealed record Column(Month Month, long Whole, long Part);

/// <summary>A column a month, a part of each in a colour of its own.</summary>
static class MonthColumns
{
    const double Top = 1.3;
    const double Height = 5;

    internal static XElement Of(Bilingual title, IReadOnlyList<Column> columns)
    {
        var most = Math.Max(1, columns.Max(c => c.Whole));
        return Drawing.Of(title, Top + Height + 1.4, columns.Index().SelectMany(c => Of(c.Item, (double)c.Index / columns.Count, 1.0 / columns.Count, most)));
    }

    static IEnumerable<XElement> Of(Column column, double left, double width, long most)
    {
        var (whole, part) = (Height * column.Whole / most, Height * column.Part / most);
        var (x, middle, wide) = (Digits.Share(left + width * .15), Digits.Share(left + width / 2), Digits.Share(width * .7));
        return
        [
            Drawing.Rect(x, wide, Top + Height - whole, whole, "good"),
            Drawing.Rect(x, wide, Top + Height - part, part, "late"),
            .. Drawing.Text(middle, Top + Height - whole - .3, Drawing.Same(Digits.Grouped(column.Whole)), "small middle"),
            .. Drawing.Text(middle, Top + Height + 1.1, Drawing.Same(column.Month.InYear.ToString("00", CultureInfo.InvariantCulture)), "small middle"),
        ];
    }
}
