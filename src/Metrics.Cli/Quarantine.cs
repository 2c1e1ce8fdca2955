using System.Buffers;
using Metrics.CaseLogs;
using Metrics.Documents;

namespace Metrics.Cli;

/// <summary>
/// The folder of rejected lines (隔离区): <c>{source}/{name}.ndjson</c>, in order of lines. Lines come from many threads; they
/// lie in a temporary file until the end, so that memory holds their places alone.
/// </summary>
sealed class Quarantine(string folder, IReadOnlyList<LogFile> files) : IDisposable
{
    readonly record struct Place(int File, long Line, long Offset, int Length);

    readonly Stream _lines = TemporaryFile.Open();
    readonly List<Place> _places = [];
    readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>For one thread at a time.</summary>
    internal void Add(int file, Rejection rejection)
    {
        _buffer.ResetWrittenCount();
        RejectionJson.Write(_buffer, rejection);
        _places.Add(new(file, rejection.Line, _lines.Position, _buffer.WrittenCount));
        _lines.Write(_buffer.WrittenSpan);
    }

    internal void Write()
    {
        foreach (var lines in _places.GroupBy(p => p.File))
        {
            var path = Path.Combine(folder, files[lines.Key].Source, files[lines.Key].Name + ".ndjson");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var to = File.Create(path);
            foreach (var place in lines.OrderBy(p => p.Line))
                Copy(place, to);
        }
    }

    void Copy(Place place, FileStream to)
    {
        var line = new byte[place.Length];
        _lines.Position = place.Offset;
        _lines.ReadExactly(line);
        to.Write(line);
    }

    public void Dispose() => _lines.Dispose();
}
