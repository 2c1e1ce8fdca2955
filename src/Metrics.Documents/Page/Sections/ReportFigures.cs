using System.Xml.Linq;
using Metrics.Documents.Page.Content;

namespace Metrics.Documents.Page.Sections;

/// <summary>The yearly report's figures of a year, and the register's checks (contract 8).</summary>
static class ReportFigures
{
    internal static XElement Of(PageContent page)
    {
        var year = page.Period;
        var figures = page.Tables.Of("figures", year);
        if (!page.View.IsCity || figures.Count == 0)
            return Picture.Section("figures", Picture.Note("figures_of_years"));
        var checks = page.Tables.Of("register_checks", year);
        var broken = checks.Count(r => r["holds"] != "1");
        return Picture.Section("figures", Picture.Of("report_figures",
            Open(page.Table("figures", "figure,numerator,denominator,value", figures)),
            checks.Count == 0 ? null : Picture.Note(broken == 0 ? "checks_hold" : "checks_do_not_hold", broken),
            page.Table("register_checks", "check,department,left,right,holds", checks)));
    }

    /// <summary>There is no picture above this table: it is what people look at.</summary>
    static XElement? Open(XElement? data)
    {
        data?.Element("details")?.SetAttributeValue("open", "open");
        return data;
    }
}
