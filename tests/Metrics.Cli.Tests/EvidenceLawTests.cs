using System.Globalization;
using DuckDB.NET.Data;

namespace Metrics.Cli.Tests;

/// <summary>The law (contract 9): docs/evidence.sql gives, from the evidence alone, every count, rate, percentile and mean of the tables it names.</summary>
public sealed class EvidenceLawTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("metrics-evidence-").FullName;
    readonly DuckDBConnection _duckDb = new("Data Source=:memory:");

    public void Dispose()
    {
        _duckDb.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static readonly string[] _tables =
        ["approval_time", "stage_time", "item_time", "item_claims", "intake_time", "online_handling", "online_realisation", "ratings", "backlog"];

    string _asOf = "";

    public static TheoryData<string> Examples => [.. ExampleInputs.All];

    [Theory, MemberData(nameof(Examples))]
    public async Task Adversarial_logs(string name)
    {
        await SummarizeAsync(ExampleInputs.In(name));
        AssertLaw();
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task A_generated_city(int seed)
    {
        await GenerateAsync(seed);
        AssertLaw();
        Assert.All(_tables, table => Assert.True(Recomputed(table).Count('\n') > 5, table));
    }

    [Fact]
    public async Task Another_rule_gives_other_numbers()
    {
        await GenerateAsync(seed: 1);
        foreach (var (table, rule, other) in _otherRules)
        {
            Assert.Contains(rule, Law, StringComparison.Ordinal);
            Execute(Law.Replace(rule, other, StringComparison.Ordinal));
            Assert.True(Published(table) != Recomputed(table), $"{table}: {other}");
        }
    }

    static readonly (string Table, string Rule, string Other)[] _otherRules =
    [
        ("approval_time", "strict <= limit_days + extension", "net <= limit_days + extension"),
        ("approval_time", "from law.units where ended is not null", "from law.units where outcome = 'granted'"),
        ("stage_time", "(count(a) * p + 99) // 100", "(count(a) * p) // 100 + 1"),
        ("item_time", "(2 * a * 10 ** places + b)", "(2 * a * 10 ** places)"),
        ("item_claims", "item_net < item_limit + item_extension", "item_net <= item_limit + item_extension"),
        ("intake_time", "wait <= 5", "wait < 5"),
        ("online_handling", "coalesce(accepted, refused)", "accepted"),
        ("online_realisation", "where online and accepted is not null", "where accepted is not null"),
        ("ratings", "rating <= 3", "rating <= 2"),
        ("backlog", "where stopped", "where stopped or overdue"),
    ];

    static string Law { get; } = File.ReadAllText(Repository.File("docs/evidence.sql"));

    async Task GenerateAsync(int seed)
    {
        var city = Path.Combine(_folder, "city");
        var run = await MetricsProcess.RunAsync(["generate", "--cases", "5000", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", city]);
        Assert.Equal(0, run.ExitCode);
        await SummarizeAsync(["--logs", .. Directory.GetDirectories(Path.Combine(city, "logs")), "--catalogue", Path.Combine(city, "catalogue.csv"),
            "--policies", Path.Combine(city, "policies.json"), "--as-of", "2019-12-15"]);
    }

    async Task SummarizeAsync(string[] inputs)
    {
        var run = await MetricsProcess.RunAsync(["summarize", .. inputs, "--out", Path.Combine(_folder, "summary"), "--evidence", Path.Combine(_folder, "evidence")]);
        Assert.InRange(run.ExitCode, 0, 1);
        _asOf = inputs[Array.IndexOf(inputs, "--as-of") + 1];
        _duckDb.Open();
        Execute($"set file_search_path = '{Path.Combine(_folder, "evidence")}'");
        Execute(Law);
    }

    void AssertLaw()
    {
        foreach (var table in _tables)
            Assert.Equal(Published(table), Recomputed(table));
        // Every warning has its fault.
        Assert.Equal(Rows($"from {Csv("warnings")}"), Rows("select code, count(*) from faults group by code order by code"));
    }

    string Recomputed(string table) => Rows($"from law.{table}");

    /// <summary>The rows of a table of the publication, as far as the law speaks of it.</summary>
    string Published(string table) => Rows(table switch
    {
        "approval_time" => $"select * exclude (overdue, kept_rate) from {Csv(table)} where finished <> '0'",
        "backlog" => $"select * exclude (month) from {Csv(table)} where month = '{_asOf[..7]}'",
        _ => $"from {Csv(table)}",
    });

    string Csv(string table) => $"read_csv('{Path.Combine(_folder, "summary", table + ".csv")}', header = true, all_varchar = true, delim = ',', quote = '\"')";

    void Execute(string sql)
    {
        using var command = _duckDb.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A line a row, in order.</summary>
    string Rows(string sql)
    {
        using var command = _duckDb.CreateCommand();
        command.CommandText = $"select columns(*)::varchar from ({sql})";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i))));
        return string.Join('\n', rows);
    }
}
