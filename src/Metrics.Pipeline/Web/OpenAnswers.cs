using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the doors by which anyone reads publications: where <see cref="WebOptions.OpenData"/> is on those that a key gets, else 404.</summary>
public sealed class OpenAnswers(SummaryAnswers summaries, DocumentAnswers documents, IOptions<WebOptions> options)
{
    public Task<IResult> ListAsync(CancellationToken stop) => IfOpen(() => summaries.ListAsync(stop));

    public Task<IResult> CurrentAsync(HttpRequest request, CancellationToken stop) => IfOpen(() => summaries.CurrentAsync(request, stop));

    public Task<IResult> TableAsync(HttpRequest request, string id, string table, CancellationToken stop) =>
        IfOpen(() => summaries.TableAsync(request, id, table, stop));

    public Task<IResult> PageDataAsync(HttpRequest request, string id, CancellationToken stop) => IfOpen(() => documents.PageDataAsync(request, id, stop));

    Task<IResult> IfOpen(Func<Task<IResult>> answer) =>
        options.Value.OpenData ? answer() : Task.FromResult(Problems.NotFound("open data here", "开放数据"));
}
