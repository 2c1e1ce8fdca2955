using Parquet;
using Parquet.Schema;

namespace Metrics.Documents.Evidence;

/// <summary>How long the units of a folder of evidence that are overdue have been so, in working days beyond limit and extension.</summary>
public sealed class OverdueAges
{
    /// <summary>Stands for every district.</summary>
    const string All = "*";

    readonly Dictionary<string, long[]> _counts = [];

    /// <summary>The first day of each age; an age ends before the next one.</summary>
    public static IReadOnlyList<int> From { get; } = [1, 6, 11, 21, 61];

    /// <summary>Units by age.</summary>
    /// <param name="district"><c>*</c>: of every district, and of none.</param>
    public IReadOnlyList<long> Of(string district) => _counts.GetValueOrDefault(district) ?? new long[From.Count];

    /// <summary>Reads cases and projects.</summary>
    /// <exception cref="RefusedException">The folder holds no evidence.</exception>
    public static async Task<OverdueAges> ReadAsync(string folder, CancellationToken stop)
    {
        var ages = new OverdueAges();
        foreach (var table in (string[])["cases", "projects"])
        {
            var parts = Directory.Exists(Path.Combine(folder, table)) ? Directory.GetFiles(Path.Combine(folder, table), "*.parquet") : [];
            if (parts.Length == 0)
            {
                throw new RefusedException($"--evidence {folder}: found no {table}/*.parquet, expected a folder as metrics summarize --evidence writes it",
                    $"--evidence {folder}：缺少 {table}/*.parquet，应为 metrics summarize --evidence 写出的文件夹");
            }
            foreach (var part in parts)
            {
                await using var file = File.OpenRead(part);
                await ages.AddAsync(file, stop);
            }
        }
        return ages;
    }

    async Task AddAsync(Stream part, CancellationToken stop)
    {
        await using var reader = await ParquetReader.CreateAsync(part, cancellationToken: stop);
        DataField Field(string name) => reader.Schema.DataFields.Single(f => f.Name == name);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var rows = checked((int)group.RowCount);
            var (overdue, districts) = (new bool?[rows], new ReadOnlyMemory<char>?[rows]);
            var (net, limit, extension) = (new int?[rows], new int?[rows], new int?[rows]);
            await group.ReadAsync<bool>(Field("overdue"), overdue, cancellationToken: stop);
            await group.ReadAsync<ReadOnlyMemory<char>>(Field("district"), districts, cancellationToken: stop);
            await group.ReadAsync<int>(Field("net"), net, cancellationToken: stop);
            await group.ReadAsync<int>(Field("limit"), limit, cancellationToken: stop);
            await group.ReadAsync<int>(Field("extension"), extension, cancellationToken: stop);
            for (var row = 0; row < rows; row++)
            {
                if (overdue[row] == true)
                    Add(districts[row]?.ToString(), net[row] - limit[row] - (extension[row] ?? 0) ?? 1);
            }
        }
    }

    void Add(string? district, int days)
    {
        var age = From.Count(from => from <= days) - 1;
        Count(All)[age]++;
        if (district is not null)
            Count(district)[age]++;
    }

    long[] Count(string district)
    {
        if (!_counts.TryGetValue(district, out var counts))
            _counts.Add(district, counts = new long[From.Count]);
        return counts;
    }
}
