namespace Metrics.Documents.Reports;

/// <summary>The language of a report: of its shipped template, its footnotes and its comments.</summary>
public enum ReportLanguage
{
    Zh,
    En,
}

static class ReportLanguages
{
    internal static string In(this Bilingual text, ReportLanguage language) => language == ReportLanguage.Zh ? text.Zh : text.En;
}
