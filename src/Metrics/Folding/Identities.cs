using System.IO.Hashing;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Evidence;

namespace Metrics.Folding;

/// <summary>
/// From the lines of a case to its events (contract 1.2): reference data first, then identity, then version. Of the lines with
/// one identity the newest is the event, of equally new ones the first in event order; the first in reading order is counted as
/// accepted.
/// </summary>
/// <param name="watch">Told of each rejected line and each conflict; null: they are only counted.</param>
sealed class Identities(CaseRecords records, FileIdentity[] files, long[] warnings, FoldWatch? watch = null)
{
    // Up to here comparing each with each is faster than hashing.
    const int FewLines = 24;

    /// <summary>What the newest lines of an identity say, of those that were written up to as_of.</summary>
    struct Newest
    {
        /// <summary>0: no line says when it was written.</summary>
        internal long Updated;
        /// <summary>One is not taken back: the first of them stands in the identity's place.</summary>
        internal bool Live;
        internal bool Deleted;
        internal bool Conflict;

        /// <summary>All lines were written after as_of.</summary>
        internal const long NotYet = -1;
    }

    Newest[] _newest = new Newest[16];
    long _endOfAsOf;

    /// <summary>Moves the case's events up to as_of to the front of <paramref name="lines"/>, in event order; returns their number.</summary>
    /// <param name="endOfAsOf">Events and versions from then on are not there.</param>
    internal int Resolve(Span<CaseLine> lines, long endOfAsOf)
    {
        _endOfAsOf = endOfAsOf;
        var known = DropUnknown(lines);
        lines = lines[..known];
        if (_newest.Length < known)
            _newest = new Newest[known * 2];
        var unique = known <= FewLines ? MergeFew(lines) : MergeMany(lines);
        var there = 0;
        for (var i = 0; i < unique; i++)
        {
            ref readonly var newest = ref _newest[i];
            if (newest.Updated == Newest.NotYet)
                continue;
            if (newest.Conflict)
                WarnOfConflict(lines[i]);
            if (!newest.Deleted && lines[i].At < endOfAsOf)
                lines[there++] = lines[i];
        }
        EventOrder.Sort(records, lines[..there]);
        return there;
    }

    void WarnOfConflict(in CaseLine line)
    {
        warnings[(int)Warning.EventIdConflict]++;
        watch?.Warned?.Invoke(GivenWarning.Of(Warning.EventIdConflict, records[line], line));
    }

    int DropUnknown(Span<CaseLine> lines)
    {
        var known = 0;
        foreach (ref readonly var line in lines)
        {
            if (line.Row is CaseLine.UnknownItem or CaseLine.UnknownPolicy)
                Reject(line);
            else
                lines[known++] = line;
        }
        return known;
    }

    void Reject(in CaseLine line)
    {
        ref var file = ref files[line.File];
        if (line.Row == CaseLine.UnknownItem)
            file.UnknownItem++;
        else
            file.UnknownPolicy++;
        watch?.Rejected?.Invoke(line.File, UnknownLine.Reject(records[line], line));
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
            _newest[unique] = Alone(lines[line]);
            return unique + 1;
        }
        files[lines[line].File].Duplicate++;
        Choose(ref lines[same], ref _newest[same], lines[line]);
        return unique;
    }

    Newest Alone(in CaseLine line)
    {
        if (!line.HasVersion)
            return new() { Live = true };
        var record = records[line];
        return new() { Updated = record.Updated < _endOfAsOf ? record.Updated : Newest.NotYet, Live = !record.Deleted, Deleted = record.Deleted };
    }

    /// <summary>Which of the lines of an identity counts, now that there is another one.</summary>
    void Choose(ref CaseLine first, ref Newest newest, in CaseLine line)
    {
        var other = Alone(line);
        if (other.Updated < newest.Updated)
            return;
        if (other.Updated > newest.Updated || other.Live && !newest.Live)
        {
            other.Deleted |= other.Updated == newest.Updated && newest.Deleted;
            (first, newest) = (line, other);
            return;
        }
        newest.Deleted |= other.Deleted;
        if (other.Deleted || records[line].SameContent(records[first]))
            return;
        // A content after as_of is not there: it neither conflicts nor counts.
        newest.Conflict |= line.At < _endOfAsOf && first.At < _endOfAsOf;
        if (EventOrder.Compare(records, line, first) < 0)
            first = line;
    }

    bool SameIdentity(in CaseLine a, in CaseLine b)
    {
        var x = records[a];
        var y = records[b];
        return a.Kind == b.Kind && (x.EventId.IsEmpty ? a.At == b.At && x.SameContent(y) : x.EventId.Packed.SequenceEqual(y.EventId.Packed));
    }

    int HashOf(in CaseLine line)
    {
        var record = records[line];
        return unchecked((int)XxHash3.HashToUInt64(record.EventId.IsEmpty ? record.Content : record.EventId.Packed, HashSeed.Seed));
    }
}
