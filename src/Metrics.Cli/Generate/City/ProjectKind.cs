namespace Metrics.Cli.Generate.City;

/// <summary>A kind of construction project (工程建设项目) and the permits that it needs, in phases that follow each other.</summary>
/// <param name="Share">Of all projects, per mille.</param>
/// <param name="Phases">Subjects applied for at the same time; the last phase is the construction permit.</param>
sealed record ProjectKind(string Policy, string Zh, string En, int LimitDays, int Share, string[][] Phases)
{
    public string EndSubject => Phases[^1][0];

    public static readonly IReadOnlyList<ProjectKind> All =
    [
        new("industrial_permit", "工业投资项目施工许可", "Industrial investment: construction permit", 50, 400,
        [
            ["企业投资项目备案"], ["建设用地规划许可"], ["建设工程规划许可", "固定资产投资项目节能审查"],
            ["施工图设计文件审查备案", "建设工程消防设计审查"], ["建筑工程施工许可（工业）"],
        ]),
        new("social_permit", "一般社会投资工程建设项目审批", "Social investment: construction project", 65, 350,
        [
            ["企业投资项目备案"], ["建设用地规划许可", "水土保持方案审批"], ["建设工程规划许可"],
            ["施工图设计文件审查备案", "建设工程消防设计审查"], ["建筑工程施工许可（社会投资）"],
        ]),
        new("government_permit", "政府投资工程建设项目审批", "Government investment: construction project", 100, 250,
        [
            ["建设项目用地预审与选址意见书"], ["政府投资项目可行性研究报告审批", "固定资产投资项目节能审查"], ["建设用地规划许可"],
            ["建设工程规划许可", "水土保持方案审批"], ["施工图设计文件审查备案", "建设工程消防设计审查"], ["建筑工程施工许可（政府投资）"],
        ]),
    ];
}
