using System.Buffers;
using Metrics.CaseLogs;
using Metrics.Documents;
using Metrics.Documents.Workbooks;

namespace Metrics.Cli;

/// <summary>
/// The folder of rejected lines (隔离区): <c>{source}/{name}.ndjson</c>, in order of lines, and all of them in <c>rejected.xlsx</c>.
/// Lines come from many threads; they lie in a temporary file until the end, so that memory holds 16 bytes a line.
/// </summary>
sealed class Quarantine(string folder, IReadOnlyList<LogFile> files) : IDisposable
{
    readonly record struct Place(long Offset, uint Line, int Length);

    readonly FileStream _lines = TemporaryFile.Open();
    readonly List<Place>?[] _places = new List<Place>?[files.Count];
    readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>For one thread at a time.</summary>
    internal void Add(int file, Rejection rejection)
    {
        _buffer.ResetWrittenCount();
        RejectionJson.Write(_buffer, rejection);
        (_places[file] ??= []).Add(new(_lines.Position, (uint)rejection.Line, _buffer.WrittenCount));
        _lines.Write(_buffer.WrittenSpan);
    }

    /// <param name="asOf">The date of the workbook.</param>
    internal async Task WriteAsync(DateOnly asOf, CancellationToken stop)
    {
        _lines.Flush();
        var logs = new List<RejectedLog>();
        for (var file = 0; file < files.Count; file++)
        {
            if (_places[file] is not { } places)
                continue;
            var path = Path.Combine(folder, files[file].Source, files[file].Name + ".ndjson");
            Write(path, places);
            logs.Add(new($"{files[file].Source}/{files[file].Name}", () => Task.FromResult<Stream>(File.OpenRead(path))));
        }
        Directory.CreateDirectory(folder);
        await OutFile.WriteAsync(Path.Combine(folder, "rejected.xlsx"), to => RejectedWorkbook.WriteAsync(logs, to, asOf, stop));
    }

    void Write(string path, List<Place> places)
    {
        // The lines of a row have one number: they stay in the order in which they came.
        places.Sort((a, b) => (a.Line, a.Offset).CompareTo((b.Line, b.Offset)));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var to = File.Create(path);
        foreach (var place in places)
            Copy(place, to);
    }

    void Copy(Place place, FileStream to)
    {
        var line = _buffer.GetSpan(place.Length)[..place.Length];
        for (int read = 0, count; read < line.Length; read += count)
        {
            count = RandomAccess.Read(_lines.SafeFileHandle, line[read..], place.Offset + read);
            if (count == 0)
                throw new EndOfStreamException("the temporary file of rejected lines ends too early");
        }
        to.Write(line);
    }

    public void Dispose() => _lines.Dispose();
}
