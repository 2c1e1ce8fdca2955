using System.IO.Hashing;
using Metrics.Cases;
using Metrics.Events;

namespace Metrics.Folding;

/// <summary>
/// From the lines of a case to its events (contract 1.2): reference data first, then identity. Of the lines with one
/// identity the first in event order is the event; the first in reading order is counted as accepted.
/// </summary>
sealed class Identities(CaseRecords records, long endOfAsOf, FileIdentity[] files, long[] warnings)
{
    // Up to here comparing each with each is faster than hashing.
    const int FewLines = 24;

    bool[] _conflict = new bool[16];

    /// <summary>Moves the case's events up to as_of to the front of <paramref name="lines"/>, in event order; returns their number.</summary>
    internal int Resolve(Span<CaseLine> lines)
    {
        var known = DropUnknown(lines);
        lines = lines[..known];
        if (_conflict.Length < known)
            _conflict = new bool[known * 2];
        var unique = known <= FewLines ? MergeFew(lines) : MergeMany(lines);
        var there = 0;
        for (var i = 0; i < unique; i++)
        {
            if (_conflict[i])
                warnings[(int)Warning.EventIdConflict]++;
            if (lines[i].At < endOfAsOf)
                lines[there++] = lines[i];
        }
        EventOrder.Sort(records, lines[..there]);
        return there;
    }

    int DropUnknown(Span<CaseLine> lines)
    {
        var known = 0;
        foreach (ref readonly var line in lines)
        {
            if (line.Row == CaseLine.UnknownItem)
                files[line.File].UnknownItem++;
            else if (line.Row == CaseLine.UnknownPolicy)
                files[line.File].UnknownPolicy++;
            else
                lines[known++] = line;
        }
        return known;
    }

    int MergeFew(Span<CaseLine> lines)
    {
        var unique = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var same = 0;
            while (same < unique && (lines[i].IdentityHint != lines[same].IdentityHint || !SameIdentity(lines[i], lines[same])))
                same++;
            unique = Merge(lines, i, same, unique);
        }
        return unique;
    }

    int MergeMany(Span<CaseLine> lines)
    {
        var slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)lines.Length * 2)];
        var unique = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var slot = HashOf(lines[i]) & (slots.Length - 1);
            while (slots[slot] != 0 && !SameIdentity(lines[i], lines[slots[slot] - 1]))
                slot = (slot + 1) & (slots.Length - 1);
            if (slots[slot] == 0)
                slots[slot] = unique + 1;
            unique = Merge(lines, i, slots[slot] - 1, unique);
        }
        return unique;
    }

    int Merge(Span<CaseLine> lines, int line, int same, int unique)
    {
        if (same == unique)
        {
            files[lines[line].File].Accepted++;
            lines[unique] = lines[line];
            _conflict[unique] = false;
            return unique + 1;
        }
        files[lines[line].File].Duplicate++;
        if (records[lines[line]].SameContent(records[lines[same]]))
            return unique;
        // A content after as_of is not there: it neither conflicts nor counts.
        _conflict[same] |= lines[line].At < endOfAsOf && lines[same].At < endOfAsOf;
        if (EventOrder.Compare(records, lines[line], lines[same]) < 0)
            lines[same] = lines[line];
        return unique;
    }

    bool SameIdentity(in CaseLine a, in CaseLine b)
    {
        var x = records[a];
        var y = records[b];
        if (x.EventId.IsEmpty)
            return a.At == b.At && a.Kind == b.Kind && x.SameContent(y);
        return x.EventId.Packed.SequenceEqual(y.EventId.Packed);
    }

    int HashOf(in CaseLine line)
    {
        var record = records[line];
        return unchecked((int)XxHash3.HashToUInt64(record.EventId.IsEmpty ? record.Content : record.EventId.Packed, HashSeed.Seed));
    }
}
