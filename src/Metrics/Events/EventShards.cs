using System.Runtime.InteropServices;

namespace Metrics.Events;

/// <summary>A run of packed records of one shard, in the order in which they were read.</summary>
/// <param name="File">Ordinal of the file in reading order.</param>
/// <param name="Chunk">Ordinal within the file of the chunk in which it begins; it may go on in those that follow.</param>
public readonly record struct EventSegment(int File, int Chunk, ReadOnlyMemory<byte> Records)
{
    /// <summary>
    /// Bytes that an array should have behind its last record, whatever they are: segments in one such array are folded where they lie,
    /// all others are copied first.
    /// </summary>
    public const int Room = CaseNumbers.Reach;
}

/// <summary>Which records keep the number of their line: four bytes each.</summary>
public enum KeptLines : byte
{
    None,
    /// <summary>Acceptances and refusals: what the reference data can reject.</summary>
    Applications,
    All,
}

/// <summary>Where a thread's records go when they are more than it may hold.</summary>
/// <param name="Bytes">Bytes that one thread holds in memory, about.</param>
/// <param name="Open">Opens an empty stream to write, seek and read; closed with the shards.</param>
public sealed record Spill(long Bytes, Func<Stream> Open);

/// <summary>
/// Events scattered by case hash, so that all events of a case lie in one shard. Threads append through their own
/// <see cref="Appender"/>; reading a shard gives the records in reading order whatever thread wrote them.
/// </summary>
/// <param name="count">Number of shards, a power of two.</param>
/// <param name="keep">Which shards to keep; what falls into others is left out. Null: all.</param>
/// <param name="spill">Null: everything is held in memory.</param>
/// <param name="lines">Which records keep their line numbers: the result of folding them does not depend on it.</param>
public sealed class EventShards(int count, Func<int, bool>? keep = null, Spill? spill = null, KeptLines lines = KeptLines.All) : IDisposable
{
    readonly List<Appender> _appenders = [];
    readonly HashSet<int> _dropped = [];

    public int Count { get; } = int.IsPow2(count) ? count
        : throw new ArgumentOutOfRangeException(nameof(count), count, "a power of two");

    /// <summary>The shard in which a case lies, of so many.</summary>
    /// <param name="count">A power of two.</param>
    public static int ShardOf(ReadOnlySpan<byte> caseId, int count) => ShardOf(EventRecord.HashOf(caseId), 64 - int.Log2(count));

    // A shift by 64 would be none.
    static int ShardOf(ulong hash, int shift) => (int)(hash >> 1 >> shift - 1);

    /// <summary>A writer for one thread.</summary>
    public Appender OpenAppender()
    {
        var appender = new Appender(Count, keep, spill, lines);
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

    /// <summary>The shard's records by file, then chunk, then line. For any thread, when nothing is appended any more.</summary>
    public IReadOnlyList<EventSegment> Read(int shard) => Read(shard, new());

    /// <inheritdoc cref="Read(int)"/>
    /// <param name="buffer">What is read lies in it until the next shard.</param>
    public IReadOnlyList<EventSegment> Read(int shard, ShardBuffer buffer)
    {
        var bytes = buffer.Begin(Close(shard));
        var used = 0;
        foreach (var appender in _appenders)
            appender.Read(shard, bytes, ref used, buffer.Segments);
        if (_dropped.Count > 0)
            buffer.Segments.RemoveAll(s => _dropped.Contains(s.File));
        return buffer.Sort();
    }

    /// <returns>Bytes of the shard, with what stands before its segments.</returns>
    int Close(int shard)
    {
        // Others may read the same shard.
        lock (_appenders)
            return _appenders.Sum(a => a.Close(shard));
    }

    public void Dispose()
    {
        foreach (var appender in _appenders)
            appender.Close();
    }

    /// <summary>Appends records; for one thread. <see cref="Begin"/> a chunk before its records, chunks of a file once each.</summary>
    public sealed class Appender
    {
        readonly ShardWriter[] _shards;
        readonly Func<int, bool>? _keep;
        readonly int _shift;
        readonly BlockPool _pool = new();
        readonly Spill? _spill;
        readonly KeptLines _lines;
        Stream? _spilled;
        int _file = -1;
        int _chunk;
        int _turn = 1;
        int _toSpill;

        internal Appender(int count, Func<int, bool>? keep, Spill? spill, KeptLines lines)
        {
            _shards = new ShardWriter[count];
            _keep = keep;
            _spill = spill;
            _lines = lines;
            _shift = 64 - int.Log2(count);
        }

        public void Begin(int file, int chunk)
        {
            if (_spill is not null && _pool.Held > _spill.Bytes)
                SpillSome(_spilled ??= _spill.Open(), _spill.Bytes / 4 * 3);
            // The chunk after the last one lies behind it whatever other threads read: its records go on in the same segments.
            var follows = file == _file && chunk == _chunk + 1;
            (_file, _chunk, _turn) = (file, chunk, follows ? _turn : _turn + 1);
        }

        /// <summary>Shard by shard, in turn: what need not be spilled is never written, and what is lies together in long runs.</summary>
        void SpillSome(Stream to, long left)
        {
            // Reading leaves it elsewhere.
            to.Seek(0, SeekOrigin.End);
            for (var i = 0; i < _shards.Length && _pool.Held > left; i++)
            {
                _shards[_toSpill].Spill(to, _pool);
                _toSpill = (_toSpill + 1) % _shards.Length;
            }
        }

        public void Append(in EventFields fields)
        {
            // The span is made anew from its parts: loading it whole just after they were stored would be a store-forwarding stall.
            var caseId = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetReference(fields.CaseId), fields.CaseId.Length);
            var number = ShardOf(EventRecord.HashOf(caseId), _shift);
            var room = Room(number, EventRecord.MaxSize(fields));
            if (!room.IsEmpty)
                _shards[number].Written(EventRecord.Write(fields, room, KeepsLine(fields.Kind)));
        }

        bool KeepsLine(EventKind kind) => _lines == KeptLines.All
            || _lines == KeptLines.Applications && kind is EventKind.Accepted or EventKind.Refused;

        /// <summary>Room for a record of the chunk; none in a shard that is not kept.</summary>
        Span<byte> Room(int number, int size)
        {
            ref var shard = ref _shards[number];
            var room = shard.Room(size, _turn);
            return !room.IsEmpty ? room : _keep?.Invoke(number) == false ? default : shard.Open(size, _turn, _file, _chunk, _pool);
        }

        internal int Close(int shard) => _shards[shard].Close();

        internal void Read(int shard, byte[] buffer, ref int used, List<EventSegment> into) =>
            _shards[shard].Read(_spilled, buffer, ref used, into);

        internal void Close() => _spilled?.Dispose();
    }
}
