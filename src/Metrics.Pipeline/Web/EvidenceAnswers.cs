using System.Globalization;
using Metrics.Documents.Evidence;
using Metrics.Documents.Workbooks;
using Metrics.Evidence;
using Metrics.Pipeline.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Web;

/// <summary>Answers of the door to the cases behind a number (contract 9), for readers by name.</summary>
public sealed partial class EvidenceAnswers(
    EvidenceStore evidence, Publications publications, EvidenceReaders readers, ILogger<EvidenceAnswers> logger) : IDisposable
{
    /// <summary>Rows of an answer (contract 9).</summary>
    const int MostRows = 10_000;

    const string ContinuationHeader = "x-continuation";

    // Memory is that of one question at a time.
    readonly SemaphoreSlim _turn = new(1);

    public async Task<IResult> GetAsync(HttpRequest request, string id, string table, CancellationToken stop)
    {
        if (readers.Find(request) is not { } reader)
            return NoReader();
        var format = request.Query["format"].ToString();
        if (format is not ("" or "csv" or "json" or "xlsx"))
            return Problems.BadValue("format", format, "csv, json or xlsx", " csv、json 或 xlsx");
        if (!EvidenceTables.Names.Contains(table))
        {
            return Problems.NotFound($"such table: expected one of {string.Join(", ", EvidenceTables.Names)}",
                $"此表，应为以下之一：{string.Join("、", EvidenceTables.Names)}");
        }
        var after = request.Query.TryGetValue("continuation", out var text) ? EvidenceContinuation.Read(text.ToString()) : null;
        if (text.Count > 0 && after is null)
            return BadContinuation();
        var asked = id == AddressedPublication.Current && after is not null ? after.Id : id;
        var (found, problem) = await AddressedPublication.FindAsync(publications, asked, stop);
        if (found is null)
            return problem!;
        try
        {
            var question = EvidenceQuestion.Read(table, Asked(request));
            if (after?.Continues(found.Id, question) == false)
                return BadContinuation();
            if (await evidence.OpenAsync(found.Id, table, stop) is not { } query)
                return Problems.NotFound("evidence of this publication, or no longer", "此发布的依据，或已过保存期");
            var page = await AskAsync(query, question, after, stop);
            LogRead(logger, reader, found.Id, table, question.ToString(), page.Rows.Count);
            return await ShowAsync(found.Id, question, page, format, stop);
        }
        catch (RefusedException e)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "Bad request", e.Why.En + ".", e.Why.Zh + "。");
        }
    }

    async Task<EvidencePage> AskAsync(EvidenceQuery query, EvidenceQuestion question, EvidenceContinuation? after, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            return await query.AskAsync(question, after?.Place, MostRows, only: null, stop);
        }
        finally
        {
            _turn.Release();
        }
    }

    static async Task<IResult> ShowAsync(string id, EvidenceQuestion question, EvidencePage page, string format, CancellationToken stop)
    {
        // An id begins with its day.
        var day = DateOnly.ParseExact(id[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = await MadeFile.OfAsync(to => format switch
        {
            "csv" => EvidenceForms.WriteCsvAsync(page, to, stop),
            "xlsx" => EvidenceForms.WriteWorkbookAsync(page, question.Table, to, day, stop),
            _ => EvidenceForms.WriteJsonAsync(page, to, stop),
        });
        var answer = format switch
        {
            "csv" => Results.Stream(file, "text/csv; charset=utf-8"),
            "xlsx" => Results.Stream(file, Workbook.ContentType, $"{id}-{question.Table}.xlsx"),
            _ => Results.Stream(file, "application/json; charset=utf-8"),
        };
        var headers = new List<(string, string)> { ("Cache-Control", "no-store"), ("Content-Location", $"{Routes.Prefix}evidence/{id}/{question.Table}") };
        if (page.Last is { } last)
            headers.Add((ContinuationHeader, EvidenceContinuation.Of(id, question, last).ToString()));
        return new WithHeaders(answer, [.. headers]);
    }

    static IEnumerable<(string Name, string Value)> Asked(HttpRequest request) =>
        from parameter in request.Query
        where parameter.Key is not ("format" or "continuation") && !Representation.IsKey(request, parameter.Key)
        from value in parameter.Value
        select (parameter.Key, value);

    static IResult NoReader() => Problems.Of(StatusCodes.Status403Forbidden, "Not a reader of evidence",
        "The header x-evidence-key has no key of a reader in the setting EvidenceReaders.", "请求头 x-evidence-key 中没有设置 EvidenceReaders 所列读者的密钥。");

    static IResult BadContinuation() => Problems.Of(StatusCodes.Status400BadRequest, "Bad continuation",
        "The continuation is not one of this publication, table and filter, expected that of the answer before.", "continuation 不属于此发布、此表和此条件，应为上一次应答所给的值。");

    [LoggerMessage(LogLevel.Information, "Evidence read by {Reader}: {Publication} {Table} ?{Filter}, {Rows} rows.")]
    static partial void LogRead(ILogger logger, string reader, string publication, string table, string filter, int rows);

    public void Dispose() => _turn.Dispose();
}
