using Metrics.Documents.Published;
using Metrics.Documents.Reports;
using Metrics.Documents.Workbooks;
using Metrics.Pipeline.Account;
using static Metrics.Pipeline.Web.ParameterPlace;

namespace Metrics.Pipeline.Web;

/// <summary>
/// The table of the doors that answer HTTP. The local host serves no other, a test holds each answer of the tests against it, and
/// whatever describes the doors is made from it.
/// </summary>
public static class WebDoors
{
    const string Json = "application/json";
    const string Csv = "text/csv";
    const string Html = "text/html";
    const string Problem = "application/problem+json";

    static readonly WebAnswer _badRequest = Refused(400, "a value that does not fit; the detail names it and what is expected");
    static readonly WebAnswer _failed = Refused(500, "the app failed; its log says why");

    static readonly WebParameter _source = new("source", Route, "the system that wrote the log: ASCII letters, digits, _ and -; at most 63", true, "Source");
    static readonly WebParameter _name = new("name", Route, "the log's name, which may have slashes", true, "Text");
    static readonly WebParameter _asOf = new("as_of", Query, "day yyyy-MM-dd, up to today in China; else the nightly day", Shape: "Day");
    static readonly WebParameter _knownOn = new("known_on", Query, "day yyyy-MM-dd on which the calendar was known so; else all that is known", Shape: "Day");
    static readonly WebParameter _ifNoneMatch = new("If-None-Match", Header, "entity tags that the caller has", Shape: "Text");
    static readonly WebParameter _publication = new("id", Route, "id of the publication, or current", true, "PublicationOrCurrent");

    static readonly WebParameter[] _keyColumns =
    [
        .. TableFile.Keys.Values.SelectMany(columns => columns).Distinct()
            .Select(column => new WebParameter(column, Query, "keeps the rows that have one of these values, of a table with this key column", Shape: "Texts")),
    ];

    static readonly WebParameter[] _evidenceColumns =
    [
        .. TableWords.EvidenceColumns
            .Select(column => new WebParameter(column, Query, "keeps the rows that have one of these values, of a table with this column", Shape: "Texts")),
    ];

    static readonly WebAnswer _pending = new(202, Json, "the log is stored and not yet taken in; Location says where the receipt will be", "StoredLog");
    static readonly WebAnswer _unchanged = new(304, null, "the caller has this already");

    static readonly WebDoor[] _doors =
    [
        Keyed("GetCaseClock", "GET", Routes.CaseClock, "the clock of a case, day by day",
            [new("caseId", Route, "the case, as the logs name it", true, "Text"), _asOf, _knownOn],
            [new(200, Json, "the clock, as metrics explain --json prints it", "Clock")],
            [_badRequest, Refused(404, "no event of this case is in the store"), Refused(409, "the reference data is refused")]),
        Keyed("GetChanges", "GET", Routes.Changes, "which numbers of closed periods are not what they were, and why (数据修订)",
            [
                _publication, new("since", Query, "id of the publication to compare with", true, "PublicationOrCurrent"),
                new("all", Query, "1: every row; else those of the city at a glance", Shape: "All"), _ifNoneMatch,
            ],
            [new(200, Json, "causes and changes, as metrics compare gives them", "Changes"), _unchanged],
            [_badRequest, Refused(404, "no such publication"), Refused(409, "one of the two cannot be compared; the detail says why")]),
        Keyed("GetCurrent", "GET", Routes.Current, "the current publication at a glance",
            [_ifNoneMatch], [new(200, Json, "its id, day, tables and summary", "Current"), _unchanged], [Refused(404, "nothing is published yet")]),
        Keyed("GetEvidence", "GET", Routes.Evidence, "the cases behind a number (依据), for readers of evidence; at most 10,000 rows",
            [
                _publication, new("table", Route, "the table", true, "EvidenceTable"),
                new("x-evidence-key", Header, "the key of a reader in the setting EvidenceReaders", true, "Text"),
                new("format", Query, "else json", Shape: "EvidenceFormat"), new("period", Query, "a month, quarter or year", Shape: "Period"),
                new("by", Query, "the day that the period is of; else ended", Shape: "EvidenceDay"),
                new("continuation", Query, "x-continuation of the answer before: the rows that follow", Shape: "Text"), .. _evidenceColumns,
            ],
            [
                new(200, Json, "the rows; x-continuation when there are more", "EvidenceRows"), new(200, Csv, "the rows", "Csv"),
                new(200, Workbook.ContentType, "the rows"),
            ],
            [_badRequest, Refused(403, "no key of a reader, or another"), Refused(404, "no such publication or table, or its evidence is deleted by now")]),
        new("GetOpenApi", "GET", Routes.OpenApi, false, "the description of the doors (OpenAPI 3.1)",
            [_ifNoneMatch], [new(200, Json, "this document", "Description"), _unchanged], [_failed]),
        new("GetPage", "GET", Routes.Page, false, "the page, which holds no data",
            [_ifNoneMatch], [new(200, Html, "the page", "Html"), _unchanged], [_failed]),
        Keyed("GetPageData", "GET", Routes.PageData, "what the page shows of a publication",
            [
                _publication, new("period", Query, "a month, quarter or year; else the year of as_of", Shape: "Period"),
                new("district", Query, "six digits; else the whole city", Shape: "District"), _ifNoneMatch,
            ],
            [new(200, Html, "head and sections of the page", "Html"), _unchanged],
            [_badRequest, Refused(404, "no such publication, or no such district in it"),
             Refused(503, "too many pages are asked for at once; Retry-After says when to ask again")]),
        Keyed("GetReceipt", "GET", Routes.Log, "the receipt (回执) of the newest bytes under a name",
            [_source, _name, new("rejected", Query, "xlsx: all its rejected lines as a workbook instead", Shape: "Rejected")],
            [new(200, Json, "the receipt", "Receipt"), new(200, Workbook.ContentType, "the rejected lines"), _pending],
            [_badRequest, Refused(404, "no log came under this name"),
             Refused(422, "its rejected lines are asked for, and the log is refused as a whole")]),
        Keyed("GetReport", "GET", Routes.Report, "the yearly report (年度报告) of a publication, a Word file",
            [
                _publication, new("year", Query, "the report's year, 2000 to 2099", true, "Year"),
                new("language", Query, "of the shipped template, footnotes and comments: zh (the default) or en", Shape: "Language"), _ifNoneMatch,
            ],
            [new(200, Report.ContentType, "the report"), _unchanged],
            [_badRequest, Refused(404, "no such publication"), Refused(409, "the city's own template is no Word file")]),
        Keyed("GetRun", "GET", Routes.Run, "what became of a run",
            [new("id", Route, "the run", true, "Text")], [new(200, Json, "state, step, counts, times, warnings, publication", "Run")],
            [Refused(404, "there is no such run")]),
        Keyed("GetSummaries", "GET", Routes.Summaries, "the publications, the newest first", [], [new(200, Json, "id and as_of of each", "Publications")], []),
        Keyed("GetTable", "GET", Routes.Table, "a table of a publication",
            [
                _publication, new("table", Route, "the table, or summary, names or manifest", true, "Text"),
                new("format", Query, "json or csv; else as Accept says", Shape: "Format"), .. _keyColumns,
                new("Accept", Header, "application/json or text/csv", Shape: "Text"), _ifNoneMatch,
            ],
            [new(200, Json, "the rows", "Table"), new(200, Csv, "the rows", "Csv"), _unchanged],
            [_badRequest, Refused(404, "no such publication or table"), Refused(406, "neither JSON nor CSV is accepted")]),
        Keyed("GetWorkbook", "GET", Routes.Workbook, "a publication as a workbook, a sheet a table",
            [_publication, _ifNoneMatch], [new(200, Workbook.ContentType, "the workbook"), _unchanged],
            [Refused(404, "no such publication")]),
        new("Health", "GET", Routes.Health, false, "whether the numbers are fresh",
            [], [new(200, "text/plain", "ok, or stale when no run has published for too long", "Health")], [_failed]),
        Keyed("PushLog", "POST", Routes.Log, "takes a case log (办件日志) and answers with its receipt (回执)",
            [_source, _name, new("log", Body, "CSV or NDJSON, also gzip, or a spreadsheet", true)],
            [new(200, Json, "the receipt", "Receipt"), _pending],
            [_badRequest, Refused(409, "another upload of this log ended first"), Refused(413, "the log is larger than PushLimitBytes"),
             Refused(422, "the log is refused; receipt is in the answer")]),
        Keyed("PutReference", "PUT", Routes.Reference, "takes a file of the reference data (事项目录, 时限政策, 字段映射, 登记簿, 日历), as a run would",
            [new("name", Route, ReferenceFiles.ExpectedNames.En, true, "Text"), new("file", Body, "the file", true)],
            [new(200, Json, "its SHA-256 and that of the version before, which is kept", "StoredReference")],
            [Refused(404, "no reference data has this name"), Refused(409, "another file came under this name meanwhile"),
             Refused(413, "the file is larger than 8 MiB"), Refused(422, "a run would refuse it; the detail has the line")]),
        Keyed("StartRun", "POST", Routes.Runs, "asks for a run",
            [_asOf, _knownOn, new("days", Body, "the same two as a JSON object", Shape: "RunDays")],
            [new(202, Json, "the run; Location says where its state is", "Run")], [_badRequest]),
        Keyed("WithdrawLog", "DELETE", Routes.Log, "withdraws a log (撤回): it leaves the next publication and is kept",
            [_source, _name], [new(200, Json, "its receipt, state withdrawn", "Receipt")], [_badRequest, Refused(404, "no log came under this name")]),
    ];

    /// <summary>Doors that have another one beside them, for anyone, where <see cref="WebOptions.OpenData"/> is on.</summary>
    static readonly string[] _alsoOpen = ["GetSummaries", "GetCurrent", "GetTable", "GetPageData"];

    /// <summary>Every door, in the order of their names.</summary>
    public static IReadOnlyList<WebDoor> All { get; } =
        [.. _doors.Concat(_doors.Where(d => _alsoOpen.Contains(d.Name)).Select(Opened)).OrderBy(d => d.Name, StringComparer.Ordinal)];

    static WebDoor Opened(WebDoor door) => door with
    {
        Name = "GetOpen" + door.Name[3..],
        Route = Routes.Open + door.Route,
        NeedsKey = false,
        Description = door.Description + ", for anyone where the setting OpenData is on",
        Errors = [.. door.Errors.Where(e => e.Status != 401), Refused(404, "the setting OpenData is off")],
    };

    static WebAnswer Refused(int status, string description) => new(status, Problem, description, nameof(Problem));

    static WebDoor Keyed(string name, string method, string route, string description,
        IReadOnlyList<WebParameter> parameters, IReadOnlyList<WebAnswer> answers, IReadOnlyList<WebAnswer> errors) =>
        new(name, method, route, true, description, parameters, answers, [new(401, null, "no key, or a wrong one"), .. errors, _failed]);
}
