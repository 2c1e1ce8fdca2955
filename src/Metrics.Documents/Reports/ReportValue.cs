using System.Globalization;

namespace Metrics.Documents.Reports;

/// <summary>A number of the report: what is shown for it, and what its footnote says.</summary>
/// <param name="Text">As it stands in the table.</param>
/// <param name="Part">Of its fraction; null: it is no rate.</param>
/// <param name="Definition">What it counts; empty: its name says it.</param>
sealed record ReportValue(string Text, long? Part, long? Whole, Bilingual Name, Bilingual Definition)
{
    /// <summary>The number in a form (<see cref="ControlTag.Form"/>).</summary>
    /// <returns>Null: it has no such form, as a count has no numerator.</returns>
    internal string? In(string form) => form switch
    {
        "" when Whole is null => Text,
        "" or "percent" => (Number * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%",
        "numerator" => Part?.ToString(CultureInfo.InvariantCulture),
        "denominator" => Whole?.ToString(CultureInfo.InvariantCulture),
        _ => Number.ToString(form, CultureInfo.InvariantCulture),
    };

    /// <summary>Definition, fraction, publication: where the number comes from.</summary>
    internal string Footnote(string publication, ReportLanguage language)
    {
        var said = language == ReportLanguage.Zh
            ? Definition.Zh.Length == 0 ? Name.Zh : $"{Name.Zh}：{Definition.Zh}"
            : Definition.En.Length == 0 ? Name.En : $"{Name.En}: {Definition.En}";
        var fraction = Whole is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Part}/{Whole}");
        return language == ReportLanguage.Zh
            ? $"{said}{(fraction.Length > 0 ? "；" + fraction : "")}。发布编号 {publication}。"
            : $"{said}{(fraction.Length > 0 ? "; " + fraction : "")}. Publication {publication}.";
    }

    decimal Number => decimal.Parse(Text, CultureInfo.InvariantCulture);
}
