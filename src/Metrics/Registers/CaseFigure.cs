using Metrics.Files;

namespace Metrics.Registers;

/// <summary>A figure of the yearly report that comes from cases: where its numbers stand in the tables (contract 8).</summary>
/// <param name="Definition">What it counts, in a sentence.</param>
/// <param name="Table">Whose year row holds it; null: the stages of the policy's version in force are counted.</param>
/// <param name="Policy">Null: the table has no policies.</param>
/// <param name="Numerator">A column; null without a table.</param>
/// <param name="Denominator">A column; null: a count.</param>
public sealed record CaseFigure(string Id, Bilingual Name, Bilingual Definition, string? Table, string? Policy, string? Numerator, string? Denominator)
{
    public static IReadOnlyList<CaseFigure> All { get; } = Read();

    static List<CaseFigure> Read()
    {
        var all = new List<CaseFigure>();
        JsonNode.Read(ShippedData.Read("figures.json"), new("数据", "figures"), "figures", node => all.Add(new(
            node.Needed("id").Text(), IndicatorReader.Both(node.Needed("name")), IndicatorReader.Both(node.Needed("definition")),
            node.Optional("table")?.Text(), node.Optional("policy")?.Text(), node.Optional("numerator")?.Text(), node.Optional("denominator")?.Text())));
        return all;
    }
}
