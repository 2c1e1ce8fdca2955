using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Metrics.Policies;

namespace Metrics.Events;

/// <summary>A line of a case: where its record lies, and what identity and order look at first.</summary>
struct CaseLine
{
    /// <summary>China Standard Time, ticks of 100 ns.</summary>
    internal long At;
    internal int Offset;
    internal int File;
    /// <summary>Equal for equal identities; different ones are mostly, not always, different.</summary>
    internal uint IdentityHint;
    internal EventKind Kind;
    /// <summary>Channel, result, reason or number: which of them, the kind says.</summary>
    internal byte Value;
    /// <summary>The line says when it was written, or takes its event back: see <see cref="EventRecord.Version"/>.</summary>
    internal bool HasVersion;
    /// <summary>Of an acceptance or a refusal the catalogue's row in force that day, or one of those below.</summary>
    internal int Row;
    /// <summary>Of an acceptance the policy that decides its flow: the line's own, else its item's.</summary>
    internal PolicyNumber Policy;

    internal const int NoItem = -1;
    internal const int UnknownItem = -2;
    internal const int UnknownPolicy = -3;
}

/// <summary>The records of a shard, laid out case by case; the lines of a case stay in reading order. Reused from shard to shard.</summary>
sealed class CaseRecords(Reference reference)
{
    const int TypicalRecord = 24;

    readonly CaseNumbers _numbers = new();
    byte[] _bytes = [];
    // Of a shard whose segments lie in several arrays.
    byte[] _copied = [];
    CaseLine[] _read = [];
    CaseLine[] _lines = [];
    int[] _caseOf = [];
    int[] _starts = [0];

    internal int Cases => _numbers.Count;

    /// <summary>Some line says when it was written, or takes its event back.</summary>
    internal bool HasVersions { get; private set; }

    internal Span<CaseLine> LinesOf(int index) => _lines.AsSpan(_starts[index].._starts[index + 1]);

    internal EventRecord this[in CaseLine line] => EventRecord.At0(_bytes.AsSpan(line.Offset));

    /// <summary>Prefetches the records of a case that is folded soon: they lie anywhere in the shard.</summary>
    internal void Prefetch(int index)
    {
        if (index >= Cases)
            return;
        foreach (ref readonly var line in LinesOf(index))
        {
            if (line.HasVersion || line.Kind is EventKind.Accepted or EventKind.StageStarted or EventKind.StageDone)
                Cache.Prefetch(ref _bytes[line.Offset]);
        }
    }

    internal void Load(IReadOnlyList<EventSegment> segments)
    {
        var bytes = 0;
        for (var i = 0; i < segments.Count; i++)
            bytes += segments[i].Records.Length;
        // A guess, so that little is copied later.
        Grow(ref _read, bytes / TypicalRecord);
        Grow(ref _caseOf, _read.Length);
        _numbers.Clear();
        HasVersions = false;
        _bytes = ArrayOf(segments) ?? Copy(segments, bytes);
        var (lines, end) = (0, 0);
        for (var i = 0; i < segments.Count; i++)
        {
            var start = _bytes != _copied && MemoryMarshal.TryGetArray(segments[i].Records, out var placed) ? placed.Offset : end;
            end = start + segments[i].Records.Length;
            lines = Index(start, end, segments[i].File, lines);
        }
        Group(lines);
    }

    /// <summary>The array in which all segments lie, with room to read past a record; null: there is none, or several.</summary>
    static byte[]? ArrayOf(IReadOnlyList<EventSegment> segments)
    {
        byte[]? array = null;
        for (var i = 0; i < segments.Count; i++)
        {
            if (!MemoryMarshal.TryGetArray(segments[i].Records, out var placed) || placed.Array is not { } other
                || array is not null && array != other || other.Length - placed.Offset - placed.Count < CaseNumbers.Reach)
            {
                return null;
            }
            array = other;
        }
        return array;
    }

    byte[] Copy(IReadOnlyList<EventSegment> segments, int bytes)
    {
        Grow(ref _copied, bytes + CaseNumbers.Reach);
        var end = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            segments[i].Records.Span.CopyTo(_copied.AsSpan(end));
            end += segments[i].Records.Length;
        }
        return _copied;
    }

    int Index(int offset, int end, int file, int lines)
    {
        for (; offset < end; lines++)
        {
            if (lines == _read.Length)
            {
                Grow(ref _read, lines + 1);
                Grow(ref _caseOf, _read.Length);
            }
            var record = EventRecord.At0(_bytes.AsSpan(offset));
            var at = record.At;
            _read[lines] = new()
            {
                At = at,
                Offset = offset,
                File = file,
                IdentityHint = Hint(record.EventId, record.Kind, at),
                Kind = record.Kind,
                Value = record.Value,
                HasVersion = record.Version != 0,
            };
            HasVersions |= _read[lines].HasVersion;
            if (_read[lines].Kind is EventKind.Accepted or EventKind.Refused)
                Judge(record.Application, ref _read[lines]);
            _caseOf[lines] = _numbers.Of(_bytes, offset + record.CaseStart, record.CaseId.Packed.Length);
            offset += record.Size;
        }
        return lines;
    }

    /// <summary>By the reference data of the run.</summary>
    void Judge(Application application, ref CaseLine line)
    {
        var item = application.ItemCode;
        var policy = application.Policy;
        var row = item.IsEmpty ? CaseLine.NoItem : reference.Catalogue.Find(item, Day.Of(line.At));
        line.Policy = !policy.IsEmpty ? reference.Policies.Find(policy) : row >= 0 ? reference.Catalogue.Rows[row].Policy : PolicySet.Promised;
        line.Row = row < 0 && !item.IsEmpty ? CaseLine.UnknownItem : line.Policy.IsNone ? CaseLine.UnknownPolicy : row;
    }

    static uint Hint(Identifier eventId, EventKind kind, long at)
    {
        if (eventId.IsEmpty)
            return unchecked((uint)at.GetHashCode()) | 1;
        // The ends of the event ids of a case differ most.
        var id = eventId.Packed;
        var tail = id.Length < sizeof(uint) ? id[^1] : BinaryPrimitives.ReadUInt32LittleEndian(id[^sizeof(uint)..]);
        return (tail ^ (uint)id.Length << 24 ^ (uint)kind << 16) & ~1u;
    }

    // A stable counting sort by case.
    void Group(int lines)
    {
        Grow(ref _lines, lines);
        Grow(ref _starts, Cases + 2);
        Array.Clear(_starts, 0, Cases + 2);
        // Counted two places on, so that after the scatter each start stands in its place.
        foreach (var number in _caseOf.AsSpan(0, lines))
            _starts[number + 2]++;
        for (var i = 2; i <= Cases; i++)
            _starts[i] += _starts[i - 1];
        for (var i = 0; i < lines; i++)
            _lines[_starts[_caseOf[i] + 1]++] = _read[i];
    }

    static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            Array.Resize(ref array, Math.Max(length, array.Length + array.Length / 2));
    }
}
