namespace Metrics.Pipeline.Web;

/// <summary>Where the doors are, below <see cref="Prefix"/>: said once, for the attributes of the functions, the table of doors and links in answers.</summary>
public static class Routes
{
    public const string Prefix = "/api/";

    /// <summary>The rest of the path is the log's name, slashes and all.</summary>
    public const string Log = "logs/{source}/{*name}";
    public const string Runs = "runs";
    public const string Run = "runs/{id}";
    public const string CaseClock = "cases/{caseId}/clock";
    public const string Current = "summaries/current";
    /// <summary>The id is that of a publication, or <c>current</c>.</summary>
    public const string Table = "summaries/{id}/{table}";
    /// <summary>Stands before <see cref="Table"/>: a text of a route is more than any value.</summary>
    public const string Workbook = "summaries/{id}/workbook";
    /// <summary>As for <see cref="Workbook"/>.</summary>
    public const string PageData = "summaries/{id}/page";
    public const string Page = "page";
    /// <summary>As the workbook.</summary>
    public const string Report = "summaries/{id}/report";
    /// <summary>As the workbook.</summary>
    public const string Changes = "summaries/{id}/changes";
    public const string Summaries = "summaries";
    /// <summary>The rest of the path is the file's name, such as <c>catalogue.csv</c> or <c>calendar/{name}.json</c>.</summary>
    public const string Reference = "reference/{*name}";
    /// <summary>The id is that of a publication, or <c>current</c>.</summary>
    public const string Evidence = "evidence/{id}/{table}";
    /// <summary>Of the doors that anyone may open where <see cref="WebOptions.OpenData"/> is on; what follows is as with a key.</summary>
    public const string Open = "open/";
    public const string OpenSummaries = Open + Summaries;
    public const string OpenCurrent = Open + Current;
    public const string OpenTable = Open + Table;
    public const string OpenPageData = Open + PageData;
    public const string OpenApi = "openapi.json";
    public const string Health = "health";
}
