using System.Buffers.Binary;
using System.Numerics;
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
    byte[] _bytes = [];
    CaseLine[] _read = [];
    CaseLine[] _lines = [];
    int[] _caseOf = [];
    int[] _firsts = [];
    int[] _starts = [0];
    int[] _slots = [];

    internal int Cases { get; private set; }

    internal Span<CaseLine> LinesOf(int index) => _lines.AsSpan(_starts[index].._starts[index + 1]);

    internal EventRecord this[in CaseLine line] => EventRecord.At0(_bytes.AsSpan(line.Offset));

    internal void Load(IReadOnlyList<EventSegment> segments)
    {
        Cases = 0;
        Grow(ref _bytes, segments.Sum(s => s.Records.Length));
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
        while (offset < end)
        {
            if (lines == _read.Length)
                Grow(ref _read, lines + 1);
            var record = EventRecord.At0(_bytes.AsSpan(offset));
            _read[lines++] = new() { At = record.At, Offset = offset, File = file, Kind = record.Kind, IdentityHint = Hint(record) };
            offset += record.Size;
        }
        return lines;
    }

    static uint Hint(EventRecord record)
    {
        var id = record.EventId;
        if (id.IsEmpty)
            return unchecked((uint)record.At.GetHashCode()) | 1;
        // The ends of the event ids of a case differ most.
        var tail = id.Length < sizeof(uint) ? id[^1] : BinaryPrimitives.ReadUInt32LittleEndian(id[^sizeof(uint)..]);
        return (tail ^ (uint)id.Length << 24) & ~1u;
    }

    // A stable counting sort by case.
    void Group(int lines)
    {
        Grow(ref _caseOf, lines);
        Grow(ref _lines, lines);
        NumberCases(lines);
        Grow(ref _starts, Cases + 2);
        Array.Clear(_starts, 0, Cases + 2);
        // Counted two places on, so that after the scatter each start stands in its place.
        for (var i = 0; i < lines; i++)
            _starts[_caseOf[i] + 2]++;
        for (var i = 2; i <= Cases; i++)
            _starts[i] += _starts[i - 1];
        for (var i = 0; i < lines; i++)
            _lines[_starts[_caseOf[i] + 1]++] = _read[i];
    }

    // The hash only finds the slot: the case id decides, in full.
    void NumberCases(int lines)
    {
        var size = (int)uint.Max(16, BitOperations.RoundUpToPowerOf2((uint)lines));
        Grow(ref _slots, size);
        Grow(ref _firsts, lines);
        Array.Clear(_slots, 0, size);
        for (var i = 0; i < lines; i++)
        {
            var record = this[_read[i]];
            var slot = (int)(record.CaseHash & (uint)(size - 1));
            while (_slots[slot] != 0 && !this[_read[_firsts[_slots[slot] - 1]]].CaseId.SequenceEqual(record.CaseId))
                slot = (slot + 1) & (size - 1);
            if (_slots[slot] == 0)
            {
                _firsts[Cases] = i;
                _slots[slot] = ++Cases;
            }
            _caseOf[i] = _slots[slot] - 1;
        }
    }

    static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            Array.Resize(ref array, Math.Max(length, array.Length + array.Length / 2));
    }
}
