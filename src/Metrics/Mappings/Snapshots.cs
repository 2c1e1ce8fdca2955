namespace Metrics.Mappings;

/// <summary>A file of a run, as far as snapshots ask for it.</summary>
public sealed record SnapshotFile(Mapping? Mapping, string Source, string Name, bool IsRefused);

/// <summary>Files that are sent whole again and again (contract 7): of those that one mapping reads only the last by name counts.</summary>
public static class Snapshots
{
    /// <summary>Which of a run's files a later one replaces. One that is refused replaces none.</summary>
    public static bool[] FindReplaced(IReadOnlyList<SnapshotFile> files)
    {
        var last = new Dictionary<Mapping, SnapshotFile>();
        foreach (var file in files)
        {
            if (!file.IsRefused && file.Mapping is { IsSnapshot: true } mapping && (!last.TryGetValue(mapping, out var other) || IsEarlier(other, file)))
                last[mapping] = file;
        }
        return [.. files.Select(f => f.Mapping is not null && last.TryGetValue(f.Mapping, out var current) && IsEarlier(f, current))];
    }

    /// <summary>By name as bytes; files of one name by their source.</summary>
    static bool IsEarlier(SnapshotFile file, SnapshotFile other) =>
        Utf8Order.Instance.Compare(file.Name, other.Name) is var order && order != 0 ? order < 0 : Utf8Order.Instance.Compare(file.Source, other.Source) < 0;
}
