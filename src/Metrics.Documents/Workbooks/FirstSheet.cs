using System.Globalization;
using Metrics.Documents.Published;
using SpreadCheetah;

namespace Metrics.Documents.Workbooks;

/// <summary>The sheet that is read first: whose numbers, of what day; the promises and the online rates of the year; what each term means.</summary>
sealed class FirstSheet(WorkbookWriter workbook, PublicationReader publication, Names names)
{
    static readonly (string Table, string Rate)[] _online =
    [
        ("online_handling", "online_rate"), ("online_handling", "no_visit_rate"), ("online_realisation", "realised_rate"),
        ("service_items", "online_available_rate"), ("service_items", "hall_rate"),
    ];

    readonly string _year = publication.Manifest.AsOf.Year.ToString(CultureInfo.InvariantCulture);

    internal async Task WriteAsync(CancellationToken stop)
    {
        await workbook.PageAsync("概览 Overview", [44, 20, 16, 16, 16, 16, 18, 18, 18], stop);
        await AboutAsync(stop);
        await PromisesAsync(stop);
        await OnlineAsync(stop);
        await TablesAsync(stop);
        await TermsAsync(stop);
    }

    async Task AboutAsync(CancellationToken stop)
    {
        var manifest = publication.Manifest;
        await workbook.TitleAsync(new($"{names.City}审批用时与网上办理", "Approval time and online handling"), stop);
        await RowAsync("数据截至 As of", workbook.Date(manifest.AsOf), stop);
        await RowAsync("发布编号 Publication", WorkbookWriter.Text(publication.Id), stop);
        await RowAsync("口径版本 Definitions", WorkbookWriter.Text(manifest.Definitions), stop);
        if (manifest.Provisional is { } day)
            await RowAsync("此日起工作日为暂定 Provisional from", workbook.Date(day), stop);
    }

    async Task PromisesAsync(CancellationToken stop)
    {
        await SectionAsync(new($"审批承诺（{_year}年）", $"The promises, {_year}"), stop);
        string[] columns = ["policy", "limit_days", "finished", "on_time", "on_time_rate", "kept_rate", "net_p50", "net_p90", "overdue"];
        await workbook.HeadAsync(columns.Select(TableWords.Column), stop);
        var rows = await YearAsync("approval_time", stop);
        foreach (var policy in names.Policies.Where(p => !(p.From > publication.Manifest.AsOf) && !(p.To < publication.Manifest.AsOf)))
        {
            if (rows.FirstOrDefault(r => r["policy"] == policy.Id) is { } row)
                await workbook.RowAsync(Promise(policy, row), stop);
        }
    }

    StyledCell[] Promise(PolicyNames policy, PublishedRow row) =>
    [
        WorkbookWriter.Text($"{policy.Name.Zh} {policy.Name.En}"), workbook.Number(policy.LimitDays, CellFormat.Count),
        .. ((string[])["finished", "on_time", "on_time_rate", "kept_rate", "net_p50", "net_p90", "overdue"])
            .Select(c => workbook.Number(row.Number(c), c.EndsWith("_rate", StringComparison.Ordinal) ? CellFormat.Rate : CellFormat.Count)),
    ];

    async Task OnlineAsync(CancellationToken stop)
    {
        await SectionAsync(new($"网上办理（{_year}年）", $"Online, {_year}"), stop);
        await workbook.HeadAsync([new("指标", "Rate"), TableWords.Column("value"), TableWords.Column("numerator"), TableWords.Column("denominator")], stop);
        foreach (var (table, rate) in _online)
        {
            if (await YearAsync(table, stop) is [var row, ..] && TableWords.Column(rate) is var name)
            {
                var fraction = RateColumns.Of(rate, row);
                await workbook.RowAsync(
                [
                    WorkbookWriter.Text($"{name.Zh} {name.En}"), workbook.Number(row.Number(rate), CellFormat.Rate),
                    workbook.Number(fraction?.Part, CellFormat.Count), workbook.Number(fraction?.Whole, CellFormat.Count),
                ], stop);
            }
        }
    }

    async Task TablesAsync(CancellationToken stop)
    {
        await SectionAsync(new("工作表", "Sheets"), stop);
        foreach (var table in publication.Tables)
            await RowAsync(TableSheet.NameOf(table), WorkbookWriter.Text(table + ".csv"), stop);
    }

    async Task TermsAsync(CancellationToken stop)
    {
        await SectionAsync(new("口径", "Definitions"), stop);
        foreach (var (term, meaning) in (await publication.DefinitionsAsync(stop)).Terms)
            await workbook.RowAsync([WorkbookWriter.Text(meaning.Zh), WorkbookWriter.Text(term), WorkbookWriter.Text(meaning.En)], stop);
    }

    async Task SectionAsync(Bilingual title, CancellationToken stop)
    {
        await workbook.RowAsync([], stop);
        await workbook.TitleAsync(title, stop);
    }

    ValueTask RowAsync(string label, StyledCell value, CancellationToken stop) => workbook.RowAsync([WorkbookWriter.Text(label), value], stop);

    /// <summary>The rows of the year of as_of that are <c>*</c> in every key but the policy.</summary>
    async Task<IReadOnlyList<PublishedRow>> YearAsync(string name, CancellationToken stop)
    {
        using var table = await publication.TableAsync(name, stop);
        if (table is null)
            return [];
        var rolledUp = table.Columns.Take(table.Keys).Where(k => k is not ("period" or "policy")).ToList();
        return await table.RowsAsync(stop).Where(r => r["period"] == _year && rolledUp.All(k => r[k] == "*")).ToListAsync(stop);
    }
}
