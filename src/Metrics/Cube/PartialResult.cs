using System.Text;
using Metrics.CaseLogs;
using Metrics.Cases;

namespace Metrics.Cube;

/// <summary>What became of a file's well-formed lines: first of an identity, repeated, or rejected by the reference data.</summary>
public record struct FileIdentity(long Accepted, long Duplicate, long UnknownItem, long UnknownPolicy)
{
    internal void Add(FileIdentity other)
    {
        Accepted += other.Accepted;
        Duplicate += other.Duplicate;
        UnknownItem += other.UnknownItem;
        UnknownPolicy += other.UnknownPolicy;
    }
}

/// <summary>
/// The result of folding some shards of a run: exact counts and histograms, quality by file, and the cases of
/// projects, which lie in several shards. Merging is exact, in any order.
/// </summary>
/// <param name="files">Number of files of the run.</param>
public sealed class PartialResult(int files)
{
    // STORED as partials, format 4: a change of what is written, packed events too, needs a new number.
    const int Format = 4 * 256 + EventRecord.Layout;

    internal readonly FileIdentity[] Identities = new FileIdentity[files];
    internal readonly long[] WarningCounts = new long[Warnings.Codes.Count];

    public Cells<ApprovalCell> Approval { get; } = new();
    public Cells<StageCell> Stages { get; } = new();
    public Cells<ItemCell> Items { get; } = new();
    public Cells<IntakeCell> Intake { get; } = new();
    public Cells<BacklogCell> Backlog { get; } = new();
    public Cells<OnlineCell> Online { get; } = new();

    /// <summary>Cases under a project policy, not yet joined to projects.</summary>
    internal KeptCases ProjectCases { get; } = new();

    /// <summary>Day number of the first acceptance of any case, or <see cref="int.MaxValue"/>.</summary>
    public int FirstAcceptance { get; internal set; } = int.MaxValue;

    /// <summary>Due dates that moved; 0 where no earlier calendar was given. Projects are not in it yet: <see cref="Horizon.Of"/>.</summary>
    public Horizon Horizon { get; internal set; }

    /// <summary>By file ordinal: lines accepted, duplicate, and rejected by the reference data.</summary>
    public IReadOnlyList<FileIdentity> Files => Identities;

    /// <summary>How often each <see cref="Warning"/> was given.</summary>
    public IReadOnlyList<long> WarningsGiven => WarningCounts;

    /// <summary>Adds another result of the same run (same files, reference data and as_of) to this one.</summary>
    public void Add(PartialResult other)
    {
        for (var i = 0; i < Identities.Length; i++)
            Identities[i].Add(other.Identities[i]);
        for (var i = 0; i < WarningCounts.Length; i++)
            WarningCounts[i] += other.WarningCounts[i];
        Approval.Add(other.Approval);
        Stages.Add(other.Stages);
        Items.Add(other.Items);
        Intake.Add(other.Intake);
        Backlog.Add(other.Backlog);
        Online.Add(other.Online);
        ProjectCases.Add(other.ProjectCases);
        FirstAcceptance = Math.Min(FirstAcceptance, other.FirstAcceptance);
        Horizon += other.Horizon;
    }

    /// <summary>Writes the partial result; <see cref="Read"/> gives it back.</summary>
    public void Write(Stream to)
    {
        using var writer = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true);
        writer.Write7BitEncodedInt(Format);
        writer.Write7BitEncodedInt(Identities.Length);
        foreach (var file in Identities)
            writer.Counts(file.Accepted, file.Duplicate, file.UnknownItem, file.UnknownPolicy);
        writer.Counts(WarningCounts);
        writer.Write(FirstAcceptance);
        writer.Counts(Horizon.Open, Horizon.Moved);
        Approval.Write(writer);
        Stages.Write(writer);
        Items.Write(writer);
        Intake.Write(writer);
        Backlog.Write(writer);
        Online.Write(writer);
        ProjectCases.Write(writer);
    }

    /// <exception cref="InvalidDataException">Written by another version.</exception>
    public static PartialResult Read(Stream from, Policies.Reference reference)
    {
        using var reader = new BinaryReader(from, Encoding.UTF8, leaveOpen: true);
        if (reader.Read7BitEncodedInt() is var format and not Format)
            throw new InvalidDataException($"partial result has format {format}, expected {Format}");
        var result = new PartialResult(reader.Read7BitEncodedInt());
        for (var i = 0; i < result.Identities.Length; i++)
            result.Identities[i] = new(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64(),
                reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        for (var i = 0; i < result.WarningCounts.Length; i++)
            result.WarningCounts[i] = reader.Read7BitEncodedInt64();
        result.FirstAcceptance = reader.ReadInt32();
        result.Horizon = new(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        result.Approval.Read(reader);
        result.Stages.Read(reader);
        result.Items.Read(reader);
        result.Intake.Read(reader);
        result.Backlog.Read(reader);
        result.Online.Read(reader);
        result.ProjectCases.Read(reader, reference);
        return result;
    }
}
