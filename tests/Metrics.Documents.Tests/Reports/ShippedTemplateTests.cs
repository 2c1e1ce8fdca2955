using Metrics.Documents.Reports;
using Metrics.Registers;

namespace Metrics.Documents.Tests.Reports;

/// <summary>The templates that ship.</summary>
public sealed class ShippedTemplateTests
{
    /// <summary>Set to anything, the templates are written anew from their outlines.</summary>
    const string Write = "METRICS_WRITE_TEMPLATES";

    static IEnumerable<string> Figures => [.. CaseFigure.All.Select(f => f.Id), .. IndicatorSet.Shipped.Ids];

    [Theory, InlineData(ReportLanguage.Zh), InlineData(ReportLanguage.En)]
    public void A_template_is_what_the_generator_makes_of_its_outline(ReportLanguage language)
    {
        var made = TemplateGenerator.Make(language);
        if (Environment.GetEnvironmentVariable(Write) is not null)
            File.WriteAllBytes(Repository.File($"src/Metrics.Documents/Reports/Data/report-{(language == ReportLanguage.Zh ? "zh" : "en")}.docx"), made);
        else
            Assert.Equal(made, ReportTemplate.Shipped(language));
    }

    [Theory, InlineData(ReportLanguage.Zh), InlineData(ReportLanguage.En)]
    public void A_template_uses_every_figure_every_indicator_and_every_shipped_tag_and_names_nothing_else(ReportLanguage language)
    {
        var used = ReadReport.Of(ReportTemplate.Shipped(language)).Controls.Select(c => c.Tag.Split('|')[0]).ToHashSet();
        Assert.Empty(Figures.Concat(CellTags.Shipped.Select(t => t.Tag)).Except(used));
        Assert.Empty(ReportTemplate.Check(ReportTemplate.Shipped(language), ReportTemplate.Names.Concat(CellTags.Shipped.Select(t => t.Tag))));
    }

    [Theory, InlineData(ReportLanguage.Zh), InlineData(ReportLanguage.En)]
    public void A_template_is_a_valid_file(ReportLanguage language) => Assert.Empty(ReadReport.Of(ReportTemplate.Shipped(language)).Faults);
}
