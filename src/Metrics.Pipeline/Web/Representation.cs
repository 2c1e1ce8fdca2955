using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Metrics.Pipeline.Web;

/// <summary>What a caller wants of a publication: which file, which rows, in which form.</summary>
sealed class Representation
{
    const string Json = "application/json";
    const string Csv = "text/csv";
    internal const string KeyHeader = "x-functions-key";

    readonly string _table;
    readonly string _form;
    readonly SortedDictionary<string, string[]> _filters;

    Representation(string table, string form, SortedDictionary<string, string[]> filters) => (_table, _form, _filters) = (table, form, filters);

    bool IsDocument => !TableFile.Keys.ContainsKey(_table);

    /// <summary>The file of the publication.</summary>
    internal string File => IsDocument ? _table + ".json" : _table + ".csv";

    /// <returns>Null and the representation, or the error to answer with.</returns>
    internal static IResult? Of(HttpRequest request, string table, out Representation representation)
    {
        representation = new("", "", []);
        if (!TableFile.Keys.TryGetValue(table, out var keys) && table is not ("summary" or "names" or "manifest"))
            return Problems.NotFound("such table: expected one of " + string.Join(", ", TableFile.Keys.Keys), "此表");
        if (Form(request, isDocument: keys is null, out var form) is { } problem)
            return problem;
        var filters = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            if (name == "format" || IsKey(request, name))
                continue;
            if (keys?.Contains(name) != true && name != "code")
                return Unfit(name, keys);
            if (keys?.Contains(name) == true)
                filters.Add(name, [.. values.OfType<string>().Order(StringComparer.Ordinal)]);
        }
        representation = new(table, form, filters);
        return null;
    }

    /// <summary>Whether a parameter of the query is the function key: without its header, code is.</summary>
    internal static bool IsKey(HttpRequest request, string name) => name == "code" && !request.Headers.ContainsKey(KeyHeader);

    /// <summary>Whether the caller has this representation already.</summary>
    internal static bool Matches(HttpRequest request, string etag) =>
        new RequestHeaders(request.Headers).IfNoneMatch is { Count: > 0 } known
        && known.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false));

    /// <summary>A strong entity tag: a publication never changes, so its id and the question decide the bytes.</summary>
    internal string ETag(string publication)
    {
        var question = new StringBuilder($"{_table}\n{_form}");
        foreach (var (name, values) in _filters)
            question.Append('\n').Append(name).Append('\u001f').AppendJoin('\u001f', values);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question.ToString())))[..12];
        return $"\"{publication}-{hash}\"";
    }

    internal IResult Show(Stream file)
    {
        if (IsDocument || _form == Csv && _filters.Count == 0)
            return Results.Stream(file, ContentType);
        return Results.Stream(async to =>
        {
            await using (file)
            {
                if (_form == Csv)
                    await TableFile.WriteCsvAsync(file, _filters, to, CancellationToken.None);
                else
                    await TableFile.WriteJsonAsync(file, TableFile.Keys[_table].Length, _filters, to, CancellationToken.None);
            }
        }, ContentType);
    }

    static IResult Unfit(string name, string[]? keys) => keys is null
        ? Problems.Of(StatusCodes.Status400BadRequest, "Bad request", $"The query names '{name}', expected no filter.", $"查询参数“{name}”无效：此文件不能筛选。")
        : Problems.Of(StatusCodes.Status400BadRequest, "Bad request",
            $"The query names '{name}', expected a key column: {string.Join(", ", keys)}.", $"查询参数“{name}”无效，应为该表的键列：{string.Join("、", keys)}。");

    string ContentType => _form == Csv ? "text/csv; charset=utf-8" : Json;

    static IResult? Form(HttpRequest request, bool isDocument, out string form)
    {
        form = Json;
        if (request.Query.TryGetValue("format", out var asked))
        {
            form = asked.ToString() == "csv" ? Csv : Json;
            return asked.ToString() is "json" || asked.ToString() is "csv" && !isDocument ? null
                : Problems.BadValue("format", asked.ToString(), isDocument ? "json" : "json or csv", isDocument ? " json" : " json 或 csv");
        }
        var accepted = new RequestHeaders(request.Headers).Accept;
        if (accepted.Count == 0)
            return null;
        var (json, csv) = (Quality(accepted, Json), isDocument ? 0 : Quality(accepted, Csv));
        form = csv > json ? Csv : Json;
        return json > 0 || csv > 0 ? null : Problems.Of(StatusCodes.Status406NotAcceptable, "Not acceptable",
            $"Accept is '{request.Headers.Accept}', expected {Json}{(isDocument ? "" : " or " + Csv)}.", "只提供 JSON 或 CSV。");
    }

    /// <summary>The weight that the most specific range gives to a type.</summary>
    static double Quality(IList<MediaTypeHeaderValue> accepted, string type)
    {
        var ranges = accepted.Where(a => new MediaTypeHeaderValue(type).IsSubsetOf(a)).ToList();
        return ranges.Count == 0 ? 0
            : ranges.OrderBy(a => a.MatchesAllTypes ? 2 : a.MatchesAllSubTypes ? 1 : 0).First().Quality ?? 1;
    }
}
