using Metrics.CaseLogs;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>The bytes of a project's case inside a partial result.</summary>
static class CaseStateFormat
{
    internal static void Write(CaseState c, BinaryWriter to)
    {
        to.Write(c.AcceptedAt);
        to.Write7BitEncodedInt(c.Row);
        to.Write7BitEncodedInt(c.District);
        to.Write((byte)c.Channel);
        to.Write7BitEncodedInt(c.Policy);
        to.Write((byte)c.Outcome);
        to.Write(c.EndAt);
        Write(c.Special, to);
        Write(c.Correction, to);
        to.Write7BitEncodedInt(c.Extensions.Count);
        foreach (var extension in c.Extensions)
        {
            to.Write(extension.At);
            to.Write7BitEncodedInt(extension.Days);
        }
        foreach (var bytes in new[] { c.ProjectCode, c.CaseId, c.EventId, c.Content })
        {
            to.Write7BitEncodedInt(bytes.Length);
            to.Write(bytes);
        }
    }

    internal static CaseState Read(BinaryReader from, Reference reference)
    {
        var c = new CaseState
        {
            AcceptedAt = from.ReadInt64(),
            Row = from.Read7BitEncodedInt(),
            District = from.Read7BitEncodedInt(),
            Channel = (Channel)from.ReadByte(),
            Policy = from.Read7BitEncodedInt(),
            Outcome = (Outcome)from.ReadByte(),
            EndAt = from.ReadInt64(),
        };
        c.Version = reference.Policies.InForce(c.Policy, c.AcceptedDay);
        Read(c.Special, from);
        Read(c.Correction, from);
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var at = from.ReadInt64();
            c.Extensions.Add(new(at, from.Read7BitEncodedInt()));
        }
        c.ProjectCode = from.ReadBytes(from.Read7BitEncodedInt());
        c.CaseId = from.ReadBytes(from.Read7BitEncodedInt());
        c.EventId = from.ReadBytes(from.Read7BitEncodedInt());
        c.Content = from.ReadBytes(from.Read7BitEncodedInt());
        return c;
    }

    static void Write(Pauses pauses, BinaryWriter to)
    {
        to.Write7BitEncodedInt(pauses.List.Count);
        foreach (var pause in pauses.List)
        {
            to.Write(pause.Start);
            to.Write(pause.End);
            to.Write((byte)pause.Reason);
        }
    }

    static void Read(Pauses pauses, BinaryReader from)
    {
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var (start, end) = (from.ReadInt32(), from.ReadInt32());
            pauses.Add(new(start, end, (PauseReason)from.ReadByte()));
        }
    }
}
