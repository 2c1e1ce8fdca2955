using System.Globalization;
using DuckDB.NET.Data;

namespace Metrics.EndToEnd;

/// <summary>The reduced job in SQL on DuckDB, in a process of its own.</summary>
static class DuckDbJob
{
    public static void Run(ReducedJob job)
    {
        using var resource = typeof(DuckDbJob).Assembly.GetManifestResourceStream("reduced.sql")!;
        using var reader = new StreamReader(resource);
        var sql = reader.ReadToEnd()
            .Replace("$logs", Path.Combine(job.City, "logs/*/**/*.csv"), StringComparison.Ordinal)
            .Replace("$catalogue", Path.Combine(job.City, "catalogue.csv"), StringComparison.Ordinal)
            .Replace("$days", job.Days, StringComparison.Ordinal)
            .Replace("$out", job.Target, StringComparison.Ordinal);
        Directory.CreateDirectory(job.Target);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, string.Create(CultureInfo.InvariantCulture,
            $"SET threads = {Environment.ProcessorCount}; SET preserve_insertion_order = false; SET temp_directory = '{job.Target}/tmp'"));
        Execute(connection, sql);
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
