using System.Buffers.Binary;
using System.IO.Hashing;
using Metrics.CaseLogs;

namespace Metrics.Cases;

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
}

/// <summary>The records of a shard, laid out case by case; the lines of a case stay in reading order. Reused from shard to shard.</summary>
sealed class CaseRecords
{
    readonly CaseNumbers _numbers = new();
    byte[] _bytes = [];
    CaseLine[] _read = [];
    CaseLine[] _lines = [];
    int[] _caseOf = [];
    int[] _starts = [0];

    internal int Cases => _numbers.Count;

    internal Span<CaseLine> LinesOf(int index) => _lines.AsSpan(_starts[index].._starts[index + 1]);

    internal EventRecord this[in CaseLine line] => EventRecord.At0(_bytes.AsSpan(line.Offset));

    internal void Load(IReadOnlyList<EventSegment> segments)
    {
        Grow(ref _bytes, segments.Sum(s => s.Records.Length));
        _numbers.Clear();
        var (lines, end) = (0, 0);
        foreach (var segment in segments)
        {
            segment.Records.Span.CopyTo(_bytes.AsSpan(end));
            var start = end;
            end += segment.Records.Length;
            lines = Index(start, end, segment.File, lines);
        }
        Group(lines);
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
            _read[lines] = new() { At = at, Offset = offset, File = file, Kind = record.Kind, IdentityHint = Hint(record.EventId, at) };
            _caseOf[lines] = _numbers.Of(_bytes, offset + record.CaseStart, record.CaseId.Packed.Length);
            offset += record.Size;
        }
        return lines;
    }

    static uint Hint(Identifier eventId, long at)
    {
        if (eventId.IsEmpty)
            return unchecked((uint)at.GetHashCode()) | 1;
        // The ends of the event ids of a case differ most.
        var id = eventId.Packed;
        var tail = id.Length < sizeof(uint) ? id[^1] : BinaryPrimitives.ReadUInt32LittleEndian(id[^sizeof(uint)..]);
        return (tail ^ (uint)id.Length << 24) & ~1u;
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

/// <summary>Numbers the cases of a shard as they come.</summary>
sealed class CaseNumbers
{
    readonly record struct Slot(uint Hash, int Number);

    // A number of 0 is a free slot.
    Slot[] _slots = new Slot[1 << 10];
    (int Start, int Length)[] _ids = new (int, int)[1 << 9];

    internal int Count { get; private set; }

    internal void Clear()
    {
        Count = 0;
        Array.Clear(_slots);
    }

    /// <summary>The number of the case whose packed id lies there; the hash only finds its slot: the id decides, in full.</summary>
    internal int Of(byte[] bytes, int start, int length)
    {
        var id = bytes.AsSpan(start, length);
        var hash = unchecked((uint)XxHash3.HashToUInt64(id));
        for (var slot = SlotOf(hash); ; slot = SlotOf((uint)slot + 1))
        {
            ref var found = ref _slots[slot];
            if (found.Number == 0)
            {
                found = new(hash, Count + 1);
                return Add(start, length);
            }
            var (at, size) = _ids[found.Number - 1];
            if (found.Hash == hash && bytes.AsSpan(at, size).SequenceEqual(id))
                return found.Number - 1;
        }
    }

    int Add(int start, int length)
    {
        _ids[Count++] = (start, length);
        if (Count == _ids.Length)
            Grow();
        return Count - 1;
    }

    void Grow()
    {
        Array.Resize(ref _ids, 2 * _ids.Length);
        var old = _slots;
        _slots = new Slot[2 * old.Length];
        foreach (var taken in old.Where(s => s.Number != 0))
        {
            var slot = SlotOf(taken.Hash);
            while (_slots[slot].Number != 0)
                slot = SlotOf((uint)slot + 1);
            _slots[slot] = taken;
        }
    }

    int SlotOf(uint hash) => (int)(hash & (uint)(_slots.Length - 1));
}
