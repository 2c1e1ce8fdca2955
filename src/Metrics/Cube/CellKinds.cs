namespace Metrics.Cube;

/// <summary>Finished units by (month of finish, policy, district, channel).</summary>
public sealed class ApprovalCell : ICell<ApprovalCell>
{
    public long OnTime { get; set; }
    public long OnTimeStrict { get; set; }
    public long Denied { get; set; }
    public long Extended { get; set; }
    /// <summary>Sum of calendar days, both ends counted.</summary>
    public long GrossDays { get; set; }
    /// <summary>Sum of working days on which the clock stood.</summary>
    public long PausedDays { get; set; }
    /// <summary>Overdue units of the period; filled by the roll-up from the backlog.</summary>
    public long Overdue { get; set; }
    public Histogram Net { get; } = new();

    public void Add(ApprovalCell other)
    {
        OnTime += other.OnTime;
        OnTimeStrict += other.OnTimeStrict;
        Denied += other.Denied;
        Extended += other.Extended;
        GrossDays += other.GrossDays;
        PausedDays += other.PausedDays;
        Overdue += other.Overdue;
        Net.Add(other.Net);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Counts(OnTime, OnTimeStrict, Denied, Extended, GrossDays, PausedDays);
        Net.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        OnTime += reader.Read7BitEncodedInt64();
        OnTimeStrict += reader.Read7BitEncodedInt64();
        Denied += reader.Read7BitEncodedInt64();
        Extended += reader.Read7BitEncodedInt64();
        GrossDays += reader.Read7BitEncodedInt64();
        PausedDays += reader.Read7BitEncodedInt64();
        Net.Read(reader);
    }
}

/// <summary>Stages done by (month of the case's finish, policy, district, stage).</summary>
public sealed class StageCell : ICell<StageCell>
{
    /// <summary>Cases in which this stage finished last.</summary>
    public long Last { get; set; }
    public Histogram Net { get; } = new();

    public void Add(StageCell other)
    {
        Last += other.Last;
        Net.Add(other.Net);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Counts(Last);
        Net.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        Last += reader.Read7BitEncodedInt64();
        Net.Read(reader);
    }
}

/// <summary>Ended cases by (month of end, department, item).</summary>
public sealed class ItemCell : ICell<ItemCell>
{
    public long OnTime { get; set; }
    public Histogram Net { get; } = new();

    public void Add(ItemCell other)
    {
        OnTime += other.OnTime;
        Net.Add(other.Net);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Counts(OnTime);
        Net.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        OnTime += reader.Read7BitEncodedInt64();
        Net.Read(reader);
    }
}

/// <summary>Accepted cases and their wait by (month of acceptance, district, channel).</summary>
public sealed class IntakeCell : ICell<IntakeCell>
{
    public long Accepted { get; set; }
    public long WithinFive { get; set; }
    public Histogram Wait { get; } = new();

    public void Add(IntakeCell other)
    {
        Accepted += other.Accepted;
        WithinFive += other.WithinFive;
        Wait.Add(other.Wait);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Counts(Accepted, WithinFive);
        Wait.Write(writer);
    }

    public void Read(BinaryReader reader)
    {
        Accepted += reader.Read7BitEncodedInt64();
        WithinFive += reader.Read7BitEncodedInt64();
        Wait.Read(reader);
    }
}

/// <summary>Units not finished at a month's end (or at as_of) by (month, policy, district, channel).</summary>
public sealed class BacklogCell : ICell<BacklogCell>
{
    public long Open { get; set; }
    public long Resting { get; set; }
    public long Overdue { get; set; }
    public long Paused { get; set; }

    public void Add(BacklogCell other)
    {
        Open += other.Open;
        Resting += other.Resting;
        Overdue += other.Overdue;
        Paused += other.Paused;
    }

    public void Write(BinaryWriter writer) => writer.Counts(Open, Resting, Overdue, Paused);

    public void Read(BinaryReader reader)
    {
        Open += reader.Read7BitEncodedInt64();
        Resting += reader.Read7BitEncodedInt64();
        Overdue += reader.Read7BitEncodedInt64();
        Paused += reader.Read7BitEncodedInt64();
    }
}

/// <summary>Accepted and refused cases by (month, district, item): an item's counts, so that distinct items add up too.</summary>
public sealed class OnlineCell : ICell<OnlineCell>
{
    public long OneNet { get; set; }
    public long OneWindow { get; set; }
    public long Other { get; set; }
    public long Refused { get; set; }
    public long Withdrawn { get; set; }
    /// <summary>Accepted cases whose item could be handled online on that day (是否网办).</summary>
    public long Capable { get; set; }
    public long CapableOneNet { get; set; }

    public long Accepted => OneNet + OneWindow + Other;

    public void Add(OnlineCell other)
    {
        OneNet += other.OneNet;
        OneWindow += other.OneWindow;
        Other += other.Other;
        Refused += other.Refused;
        Withdrawn += other.Withdrawn;
        Capable += other.Capable;
        CapableOneNet += other.CapableOneNet;
    }

    public void Write(BinaryWriter writer) => writer.Counts(OneNet, OneWindow, Other, Refused, Withdrawn, Capable, CapableOneNet);

    public void Read(BinaryReader reader)
    {
        OneNet += reader.Read7BitEncodedInt64();
        OneWindow += reader.Read7BitEncodedInt64();
        Other += reader.Read7BitEncodedInt64();
        Refused += reader.Read7BitEncodedInt64();
        Withdrawn += reader.Read7BitEncodedInt64();
        Capable += reader.Read7BitEncodedInt64();
        CapableOneNet += reader.Read7BitEncodedInt64();
    }
}

static class CountsWriter
{
    internal static void Counts(this BinaryWriter writer, params ReadOnlySpan<long> counts)
    {
        foreach (var count in counts)
            writer.Write7BitEncodedInt64(count);
    }
}
