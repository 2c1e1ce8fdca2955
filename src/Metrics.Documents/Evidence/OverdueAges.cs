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
    /// <exception cref="RefusedException">The folder holds no evidence, or a file of it is damaged.</exception>
    public static async Task<OverdueAges> ReadAsync(string folder, CancellationToken stop)
    {
        var ages = new OverdueAges();
        foreach (var table in (string[])["cases", "projects"])
        {
            foreach (var open in FolderParts.Find(folder, table))
            {
                await using var part = await EvidencePart.OpenAsync(open, stop);
                await ages.AddAsync(part, stop);
            }
        }
        return ages;
    }

    async Task AddAsync(EvidencePart part, CancellationToken stop)
    {
        Task<ColumnValues> ReadAsync(string name) => part.ReadAsync(part.Columns.Single(c => c.Name == name), stop);
        var (overdue, districts) = (await ReadAsync("overdue"), await ReadAsync("district"));
        var (net, limit, extension) = (await ReadAsync("net"), await ReadAsync("limit"), await ReadAsync("extension"));
        for (var row = 0; row < part.Rows; row++)
        {
            if (overdue.NumberAt(row) == 1)
                Add(districts.Texts[row]?.ToString(), net.NumberAt(row) - limit.NumberAt(row) - (extension.NumberAt(row) ?? 0) ?? 1);
        }
    }

    void Add(string? district, long days)
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
