using System.Globalization;
using DuckDB.NET.Data;

namespace Metrics.EndToEnd;

/// <summary>The reduced job in SQL on DuckDB, in a process of its own.</summary>
static class DuckDbJob
{
    /// <summary>By the contract's definitions, on any log.</summary>
    public static void Run(ReducedJob job) => Run(job, "contract.sql", CityLogs.Query(Path.Combine(job.City, "logs")));

    /// <summary>On plain cities alone.</summary>
    public static void RunPlain(ReducedJob job) => Run(job, "plain.sql", Path.Combine(job.City, "logs/*/**/*.csv"));

    static void Run(ReducedJob job, string script, string logs)
    {
        var sql = (Text(script) + Text("tables.sql"))
            .Replace("$logs", logs, StringComparison.Ordinal)
            .Replace("$catalogue", Path.Combine(job.City, "catalogue.csv"), StringComparison.Ordinal)
            .Replace("$policies", Path.Combine(job.City, "policies.json"), StringComparison.Ordinal)
            .Replace("$days", job.Days, StringComparison.Ordinal)
            .Replace("$out", job.Target, StringComparison.Ordinal);
        Directory.CreateDirectory(job.Target);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, string.Create(CultureInfo.InvariantCulture,
            $"SET threads = {Environment.ProcessorCount}; SET preserve_insertion_order = false; SET temp_directory = '{job.Target}/tmp'; SET VARIABLE as_of = DATE '{ReducedDays.AsOf}'"));
        Execute(connection, sql);
    }

    static string Text(string script)
    {
        using var reader = new StreamReader(typeof(DuckDbJob).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }

    internal static string Version
    {
        get
        {
            using var connection = new DuckDBConnection("Data Source=:memory:");
            connection.Open();
            return connection.ServerVersion;
        }
    }

    static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        // The text is that of the embedded file, with paths that the caller of this bench names.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
