using Metrics.CaseLogs;

namespace Metrics.Cases;

/// <summary>A run of packed records of one shard, in the order in which they were read.</summary>
/// <param name="File">Ordinal of the file in reading order.</param>
/// <param name="Chunk">Ordinal of the chunk within the file.</param>
public readonly record struct EventSegment(int File, int Chunk, ReadOnlyMemory<byte> Records);

/// <summary>
/// Events scattered by case hash, so that all events of a case lie in one shard. Threads append through their own
/// <see cref="Appender"/>; reading a shard gives the records in reading order whatever thread wrote them.
/// </summary>
/// <param name="count">Number of shards, a power of two.</param>
/// <param name="keep">Which shards to keep; what falls into others is left out. Null: all.</param>
public sealed class EventShards(int count, Func<int, bool>? keep = null)
{
    readonly List<Appender> _appenders = [];
    readonly HashSet<int> _dropped = [];

    public int Count { get; } = int.IsPow2(count) ? count
        : throw new ArgumentOutOfRangeException(nameof(count), count, "a power of two");

    /// <summary>A writer for one thread.</summary>
    public Appender OpenAppender()
    {
        var appender = new Appender(Count, keep);
        lock (_appenders)
            _appenders.Add(appender);
        return appender;
    }

    /// <summary>Forgets what was appended for a file: it was refused after its first records.</summary>
    public void Drop(int file)
    {
        lock (_dropped)
            _dropped.Add(file);
    }

    /// <summary>The shard's records by file, then chunk, then line.</summary>
    public IReadOnlyList<EventSegment> Read(int shard) =>
        [.. _appenders.SelectMany(a => a.Segments(shard)).Where(s => !_dropped.Contains(s.File))
            .OrderBy(s => s.File).ThenBy(s => s.Chunk)];

    /// <summary>Appends records; for one thread. <see cref="Begin"/> a chunk before its records, chunks of a file once each.</summary>
    public sealed class Appender
    {
        readonly Shard?[] _shards;
        readonly int _shift;
        int _file;
        int _chunk;

        internal Appender(int count, Func<int, bool>? keep)
        {
            _shards = new Shard?[count];
            for (var i = 0; i < count; i++)
                _shards[i] = keep?.Invoke(i) ?? true ? new Shard() : null;
            _shift = 64 - int.Log2(count);
        }

        public void Begin(int file, int chunk) => (_file, _chunk) = (file, chunk);

        public void Append(in EventFields fields)
        {
            var hash = EventRecord.HashOf(fields.CaseId);
            if (_shards[_shift == 64 ? 0 : (int)(hash >> _shift)] is not { } shard)
                return;
            var size = EventRecord.MaxSize(fields);
            shard.Written(EventRecord.Write(fields, unchecked((uint)hash), shard.Room(_file, _chunk, size)));
        }

        internal IEnumerable<EventSegment> Segments(int shard) => _shards[shard]?.Segments() ?? [];
    }

    sealed class Shard
    {
        readonly record struct Mark(int File, int Chunk, int Start);

        byte[] _bytes = [];
        int _used;
        readonly List<Mark> _marks = [];

        internal Span<byte> Room(int file, int chunk, int size)
        {
            if (_marks.Count == 0 || _marks[^1].Chunk != chunk || _marks[^1].File != file)
                _marks.Add(new(file, chunk, _used));
            if (_bytes.Length - _used < size)
                Array.Resize(ref _bytes, Math.Max(_used + size, Math.Max(4096, _bytes.Length * 2)));
            return _bytes.AsSpan(_used);
        }

        internal void Written(int size) => _used += size;

        internal IEnumerable<EventSegment> Segments()
        {
            for (var i = 0; i < _marks.Count; i++)
            {
                var end = i + 1 < _marks.Count ? _marks[i + 1].Start : _used;
                yield return new(_marks[i].File, _marks[i].Chunk, _bytes.AsMemory(_marks[i].Start, end - _marks[i].Start));
            }
        }
    }
}
