using Metrics.CaseLogs;

namespace Metrics.Cases;

/// <summary>A line of a case: where its record lies, and what the order of events looks at first.</summary>
struct CaseLine
{
    /// <summary>China Standard Time, ticks of 100 ns.</summary>
    internal long At;
    internal int Offset;
    internal int File;
    internal int Case;
    internal EventKind Kind;
}

/// <summary>The records of a shard, laid out case by case; the lines of a case stay in reading order.</summary>
sealed class CaseRecords
{
    readonly byte[] _bytes;
    readonly CaseLine[] _lines;
    readonly int[] _starts;

    CaseRecords(byte[] bytes, CaseLine[] lines, int[] starts) => (_bytes, _lines, _starts) = (bytes, lines, starts);

    internal int Cases => _starts.Length - 1;

    internal Span<CaseLine> LinesOf(int index) => _lines.AsSpan(_starts[index].._starts[index + 1]);

    internal EventRecord this[in CaseLine line] => EventRecord.At0(_bytes.AsSpan(line.Offset));

    internal static CaseRecords Of(IReadOnlyList<EventSegment> segments)
    {
        var bytes = Join(segments);
        var lines = new List<CaseLine>(bytes.Length / 48);
        var offset = 0;
        foreach (var segment in segments)
            for (var end = offset + segment.Records.Length; offset < end;)
            {
                var record = EventRecord.At0(bytes.AsSpan(offset));
                lines.Add(new() { At = record.At, Offset = offset, File = segment.File, Kind = record.Kind });
                offset += record.Size;
            }
        return Group(bytes, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines));
    }

    static byte[] Join(IReadOnlyList<EventSegment> segments)
    {
        var bytes = new byte[segments.Sum(s => s.Records.Length)];
        var at = 0;
        foreach (var segment in segments)
        {
            segment.Records.Span.CopyTo(bytes.AsSpan(at));
            at += segment.Records.Length;
        }
        return bytes;
    }

    // A stable counting sort by case.
    static CaseRecords Group(byte[] bytes, Span<CaseLine> lines)
    {
        var cases = NumberCases(bytes, lines);
        var starts = new int[cases + 1];
        foreach (ref readonly var line in lines)
            starts[line.Case + 1]++;
        for (var i = 0; i < cases; i++)
            starts[i + 1] += starts[i];
        var next = starts.AsSpan(0, cases).ToArray();
        var sorted = new CaseLine[lines.Length];
        foreach (ref readonly var line in lines)
            sorted[next[line.Case]++] = line;
        return new(bytes, sorted, starts);
    }

    // The hash only finds the slot: the case id decides, in full.
    static int NumberCases(byte[] bytes, Span<CaseLine> lines)
    {
        var slots = new int[(int)uint.Max(16, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)lines.Length))];
        var firsts = new List<int>();
        foreach (ref var line in lines)
        {
            var record = EventRecord.At0(bytes.AsSpan(line.Offset));
            var slot = (int)(record.CaseHash & (uint)(slots.Length - 1));
            while (slots[slot] != 0 && !EventRecord.At0(bytes.AsSpan(firsts[slots[slot] - 1])).CaseId.SequenceEqual(record.CaseId))
                slot = (slot + 1) & (slots.Length - 1);
            if (slots[slot] == 0)
            {
                firsts.Add(line.Offset);
                slots[slot] = firsts.Count;
            }
            line.Case = slots[slot] - 1;
        }
        return firsts.Count;
    }
}
