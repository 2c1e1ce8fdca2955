using Metrics.Calendars;
using Metrics.Policies;

namespace Metrics.Pipeline.Account;

/// <summary>The reference data as bytes, of one moment: blob names and contents. STORED with a run.</summary>
public sealed record ReferenceFiles(IReadOnlyDictionary<string, byte[]> Files)
{
    public const string CatalogueName = "catalogue.csv";
    public const string PoliciesName = "policies.json";
    public const string CalendarFolder = "calendar/";

    /// <exception cref="RefusedException">There is no catalogue, or one of the files is refused.</exception>
    public Reference Parse(DateOnly? knownOn)
    {
        if (!Files.TryGetValue(CatalogueName, out var catalogue))
            throw new RefusedException($"reference/{CatalogueName} is missing: expected the catalogue of service items", $"缺少 reference/{CatalogueName}（事项目录）");
        return Reference.Read(catalogue, Files.TryGetValue(PoliciesName, out var policies) ? policies : null, Calendar(knownOn));
    }

    CalendarBook Calendar(DateOnly? knownOn)
    {
        var records = CalendarRecords.Shipped;
        foreach (var (name, json) in Files.Where(f => f.Key.StartsWith(CalendarFolder, StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal))
            records = records.With(name, json.AsSpan());
        return CalendarBook.Build(records, knownOn);
    }
}

/// <summary>The container <c>reference</c>: <c>catalogue.csv</c>, <c>policies.json</c>, and calendar records below <c>calendar/</c>.</summary>
public sealed class ReferenceStore(DataAccount account)
{
    /// <summary>What lies there now.</summary>
    public async Task<ReferenceFiles> ReadAsync(CancellationToken stop)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var blob in account.Reference.GetBlobsAsync(cancellationToken: stop))
            if (IsReference(blob.Name) && await account.Reference.ReadOrNullAsync(blob.Name, stop) is { } bytes)
                files.Add(blob.Name, bytes.ToArray());
        return new(files);
    }

    static bool IsReference(string name) =>
        name is ReferenceFiles.CatalogueName or ReferenceFiles.PoliciesName || name.StartsWith(ReferenceFiles.CalendarFolder, StringComparison.Ordinal);
}
