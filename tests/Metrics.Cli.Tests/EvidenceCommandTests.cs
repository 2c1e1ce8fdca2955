using DuckDB.NET.Data;

namespace Metrics.Cli.Tests;

/// <summary><c>metrics summarize --evidence</c>: the folder and what DuckDB reads in it.</summary>
public sealed class EvidenceCommandTests : IDisposable
{
    const string Catalogue = "item_code,kind,promised_days\nA1,licence,3\n";
    const string Log = "case_id,event,at,item_code,district\nc2,accepted,2019-03-04,A1,110101\nc1,accepted,2019-03-04T09:30,A1,110101\nc1,accepted,2019-03-05T10:15:30,A1,110101\n";

    readonly string _folder = Directory.CreateTempSubdirectory("metrics-evidence-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string In(params string[] names) => Path.Combine([_folder, .. names]);

    async Task<MetricsProcess> SummarizeAsync(string catalogue = Catalogue)
    {
        Directory.CreateDirectory(In("one_window"));
        await File.WriteAllTextAsync(In("one_window", "a.csv"), Log, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("catalogue.csv"), catalogue, TestContext.Current.CancellationToken);
        return await MetricsProcess.RunAsync(["summarize", "--logs", In("one_window"), "--catalogue", In("catalogue.csv"), "--as-of", "2019-12-31",
            "--out", In("summary"), "--evidence", In("evidence")]);
    }

    [Fact]
    public async Task Every_table_is_a_folder_an_empty_one_too()
    {
        Assert.Equal(0, (await SummarizeAsync()).ExitCode);
        Assert.Equal(["cases", "faults", "projects", "ratings", "stages"], Directory.GetFileSystemEntries(In("evidence")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal(["0 cases=2", "0 faults=1", "0 projects=0", "0 ratings=0", "0 stages=0"],
            Directory.GetDirectories(In("evidence")).Order(StringComparer.Ordinal).Select(d =>
                $"{Directory.GetDirectories(d).Length} {Path.GetFileName(d)}={Ask($"select count(*) from '{d}/*.parquet'").Single()}"));
    }

    [Fact]
    public async Task A_page_is_made_with_the_evidence_of_its_run_and_with_none_that_is_damaged()
    {
        await SummarizeAsync();
        Assert.Equal(0, (await PageAsync()).ExitCode);
        await File.WriteAllTextAsync(In("evidence", "cases", "9.parquet"), "case_id\nc1\n", TestContext.Current.CancellationToken);
        var told = await PageAsync();
        Assert.Equal(2, told.ExitCode);
        Assert.Contains("damaged, or no Parquet", told.Error, StringComparison.Ordinal);
    }

    Task<MetricsProcess> PageAsync() => MetricsProcess.RunAsync(["page", In("summary"), "--evidence", In("evidence"), "--out", In("page.html")]);

    [Fact]
    public async Task The_columns_are_those_of_the_contract_with_their_types()
    {
        await SummarizeAsync();
        Assert.Equal(
        [
            "case_id VARCHAR", "project VARCHAR", "project_code VARCHAR", "policy VARCHAR", "item_code VARCHAR", "department VARCHAR", "district VARCHAR",
            "channel VARCHAR", "received DATE", "accepted DATE", "refused DATE", "ended DATE", "outcome VARCHAR", "limit INTEGER", "extension INTEGER",
            "net INTEGER", "strict INTEGER", "paused INTEGER", "gross INTEGER", "on_time BOOLEAN", "overdue BOOLEAN", "stopped BOOLEAN", "due DATE",
            "state VARCHAR", "item_limit INTEGER", "item_extension INTEGER", "item_net INTEGER", "item_on_time BOOLEAN", "immediate BOOLEAN",
            "one_trip BOOLEAN", "wait INTEGER", "online BOOLEAN", "visits INTEGER", "warnings VARCHAR",
        ], Columns("cases"));
        Assert.Equal(
        [
            "project VARCHAR", "policy VARCHAR", "district VARCHAR", "channel VARCHAR", "accepted DATE", "ended DATE", "outcome VARCHAR", "limit INTEGER",
            "extension INTEGER", "net INTEGER", "strict INTEGER", "paused INTEGER", "gross INTEGER", "on_time BOOLEAN", "overdue BOOLEAN",
            "stopped BOOLEAN", "resting BOOLEAN", "due DATE", "state VARCHAR", "cases INTEGER",
        ], Columns("projects"));
        Assert.Equal(["case_id VARCHAR", "policy VARCHAR", "district VARCHAR", "ended DATE", "stage VARCHAR", "started DATE", "done DATE", "net INTEGER", "last BOOLEAN"],
            Columns("stages"));
        Assert.Equal(["case_id VARCHAR", "day DATE", "district VARCHAR", "department VARCHAR", "channel VARCHAR", "rating INTEGER"], Columns("ratings"));
        Assert.Equal(["code VARCHAR", "case_id VARCHAR", "event VARCHAR", "at TIMESTAMP", "source VARCHAR", "file VARCHAR", "line INTEGER"], Columns("faults"));
    }

    [Fact]
    public async Task A_row_reads_as_it_was_folded_and_what_is_missing_is_null()
    {
        await SummarizeAsync();
        Assert.Equal(["c1 2019-03-04 null null 3 2019-03-07 accepted_again", "c2 2019-03-04 null null 3 2019-03-07 null"],
            Ask($"select concat_ws(' ', case_id, accepted, coalesce(ended::varchar, 'null'), coalesce(department, 'null'), \"limit\", due, coalesce(warnings, 'null')) "
                + $"from '{In("evidence", "cases")}/*.parquet'"));
        Assert.Equal(["accepted_again c1 accepted 2019-03-05 10:15:30 one_window a.csv 4"],
            Ask($"select concat_ws(' ', code, case_id, event, \"at\", source, file, line) from '{In("evidence", "faults")}/*.parquet'"));
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_refused_before_anything_is_written()
    {
        Directory.CreateDirectory(In("evidence"));
        await File.WriteAllTextAsync(In("evidence", "old"), "", TestContext.Current.CancellationToken);
        var run = await SummarizeAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("expected an empty folder or none", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("summary")));
    }

    [Theory, InlineData("cases"), InlineData("page")]
    public async Task A_folder_that_was_not_written_to_its_end_is_refused_by_all_that_read_it(string command)
    {
        await SummarizeAsync();
        Directory.CreateDirectory(In("evidence", ".writing-1", "faults"));
        var told = command == "page" ? await PageAsync() : await MetricsProcess.RunAsync(["cases", In("evidence")]);
        Assert.Equal(2, told.ExitCode);
        Assert.Contains("found .writing-1, so metrics summarize --evidence is still writing it, or was ended", told.Error, StringComparison.Ordinal);
        Assert.Contains("请删除该文件夹后重新汇总", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_refused_leaves_no_evidence()
    {
        Assert.Equal(2, (await SummarizeAsync("item_code,kind,promised_days\nA1,licence,x\n")).ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(In("evidence")));
    }

    List<string> Columns(string table) =>
        Ask($"select column_name || ' ' || column_type from (describe from '{In("evidence", table)}/*.parquet')");

    static List<string> Ask(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select columns(*)::varchar from ({sql})";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
