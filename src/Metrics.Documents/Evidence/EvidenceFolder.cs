using System.Collections.Concurrent;
using System.Globalization;
using Metrics.Documents.Columns;
using Metrics.Evidence;

namespace Metrics.Documents.Evidence;

/// <summary>
/// A folder of evidence (contract 9): <c>{table}/*.parquet</c>. It gets its tables when all are whole. While <c>.writing-…</c> lies in it, it is not
/// whole, and not read. For any thread.
/// </summary>
public sealed class EvidenceFolder : IDisposable
{
    internal const string Writing = ".writing-";

    readonly string _target;
    readonly DirectoryInfo _beside;
    // Of the threads that write: new ones each time would be garbage as large as what is written.
    readonly ConcurrentBag<ColumnRoom> _rooms = [];

    /// <param name="target">A folder that is empty, or not there.</param>
    /// <exception cref="RefusedException">It holds something.</exception>
    public EvidenceFolder(string target)
    {
        if (File.Exists(target) || Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new RefusedException($"--evidence {target}: found something there, expected an empty folder or none",
                $"--evidence {target}：应为空文件夹或尚不存在的文件夹");
        }
        _target = target;
        Directory.CreateDirectory(target);
        _beside = Directory.CreateDirectory(Path.Combine(target, Writing + Guid.NewGuid().ToString("N")));
        foreach (var table in EvidenceTables.Names)
            _beside.CreateSubdirectory(table);
    }

    /// <summary>Writes the part of some shards: of every table that has rows in it.</summary>
    public void Write(int firstShard, EvidenceTables part)
    {
        foreach (var table in part.All.Where(t => t.Count > 0))
            Write(firstShard.ToString("0000", CultureInfo.InvariantCulture), table);
    }

    /// <summary>Writes what is known when all shards are folded; a table that has no rows at all gets a file without rows.</summary>
    public void WriteMerged(EvidenceTables merged)
    {
        foreach (var table in merged.All)
        {
            if (table.Count > 0 || !Directory.EnumerateFiles(Path.Combine(_beside.FullName, table.Name)).Any())
                Write("merged", table);
        }
    }

    /// <summary>Gives the folder its tables.</summary>
    public void Complete()
    {
        foreach (var table in EvidenceTables.Names)
            Directory.Move(Path.Combine(_beside.FullName, table), Path.Combine(_target, table));
        Dispose();
    }

    void Write(string name, EvidenceTable table)
    {
        using var file = File.Create(Path.Combine(_beside.FullName, table.Name, name + ".parquet"));
        var room = _rooms.TryTake(out var free) ? free : new();
        EvidenceFile.Write(table, file, room);
        _rooms.Add(room);
    }

    public void Dispose()
    {
        if (Directory.Exists(_beside.FullName))
            _beside.Delete(recursive: true);
    }
}
