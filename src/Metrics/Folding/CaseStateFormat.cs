using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>A project's case in some 100 bytes: what its acceptance says stands in that event alone.</summary>
static class CaseStateFormat
{
    // STORED in partial results: a change here needs a new format of theirs.
    internal static void Write(CaseState c, PackedWriter to)
    {
        to.Text(c.Acceptance.Bytes);
        to.Number(c.Policy.Number);
        to.Number(c.Row);
        to.Number((int)c.Outcome);
        if (c.Outcome != Outcome.Open)
            to.Ticks(c.EndAt - c.AcceptedAt);
        to.Number(c.FromMonth.Number);
        to.Number(c.IsLast ? 0 : c.ThroughMonth.Number);
        to.Number(c.Visits);
        to.Number(c.ReceivedDay is { } received ? c.AcceptedDay - received + 1 : 0);
        to.Number(c.Warnings);
        Write(c.Special, c.AcceptedDay, to);
        Write(c.Correction, c.AcceptedDay, to);
        to.Number(c.Extensions.Count);
        foreach (var extension in c.Extensions)
        {
            to.Ticks(extension.At - c.AcceptedAt);
            to.Number(extension.Days);
        }
    }

    /// <summary><see cref="ProjectKey.HashOf"/> the case that was written.</summary>
    internal static ulong HashOf(PackedReader from)
    {
        var acceptance = EventRecord.At0(from.Text());
        return ProjectKey.HashOf(acceptance, new(from.Int()));
    }

    /// <param name="into">Overwritten.</param>
    internal static void Read(ref PackedReader from, CaseState into, Reference reference)
    {
        into.Reset();
        into.Acceptance.Keep(from.Text());
        var acceptance = into.Acceptance.Record;
        into.AcceptedAt = acceptance.At;
        into.District = acceptance.District;
        into.Channel = acceptance.Channel;
        into.Policy = new(from.Int());
        into.Row = from.Int();
        into.Version = reference.Policies.InForce(into.Policy, into.AcceptedDay);
        into.Outcome = (Outcome)from.Int();
        if (into.Outcome != Outcome.Open)
            into.EndAt = into.AcceptedAt + from.Ticks();
        into.FromMonth = new(from.Int());
        into.ThroughMonth = from.Int() is > 0 and var through ? new(through) : Month.Never;
        into.Visits = from.Int();
        into.ReceivedDay = from.Int() is > 0 and var days ? into.AcceptedDay - (days - 1) : null;
        into.Warnings = from.Int();
        Read(into.Special, into.AcceptedDay, ref from);
        Read(into.Correction, into.AcceptedDay, ref from);
        for (var left = from.Int(); left > 0; left--)
        {
            var at = into.AcceptedAt + from.Ticks();
            into.Extensions.Add(new(at, from.Int()));
        }
    }

    static void Write(Pauses pauses, Day accepted, PackedWriter to)
    {
        to.Number(pauses.List.Count);
        for (var i = 0; i < pauses.List.Count; i++)
        {
            var pause = pauses.List[i];
            // One before the acceptance may go on through it.
            to.Signed(pause.Start - accepted);
            to.Number(pause.End == Pause.Open ? 0 : pause.End - pause.Start + 1);
            to.Number((int)pause.Reason);
        }
    }

    static void Read(Pauses pauses, Day accepted, ref PackedReader from)
    {
        for (var left = from.Int(); left > 0; left--)
        {
            var start = accepted + from.Signed();
            var days = from.Int();
            pauses.Add(new(start, days == 0 ? Pause.Open : start + days - 1, (PauseReason)from.Int()));
        }
    }
}
