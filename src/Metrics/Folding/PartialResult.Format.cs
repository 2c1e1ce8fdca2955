using System.Runtime.InteropServices;
using System.Text;
using Metrics.Cube;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>The bytes of a partial result.</summary>
public sealed partial class PartialResult
{
    // STORED as partials, format 6: a change of what is written, packed events too, needs a new number.
    const int Format = 6 * 256 + EventRecord.Layout;

    /// <summary>Writes the partial result; <see cref="Read"/> gives it back.</summary>
    public void Write(Stream to)
    {
        using var writer = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true);
        writer.Write7BitEncodedInt(Format);
        writer.Write7BitEncodedInt(Identities.Length);
        Counts.Write(writer, MemoryMarshal.Cast<FileIdentity, long>(Identities.AsSpan()));
        Counts.Write(writer, WarningCounts);
        Counts.Write(writer, [Horizon.Open, Horizon.Moved]);
        Cells.Write(writer);
        ProjectCases.Write(writer);
    }

    /// <exception cref="InvalidDataException">Written by another version.</exception>
    public static PartialResult Read(Stream from, Reference reference)
    {
        using var reader = new BinaryReader(from, Encoding.UTF8, leaveOpen: true);
        if (reader.Read7BitEncodedInt() is var format and not Format)
            throw new InvalidDataException($"partial result has format {format}, expected {Format}");
        var result = new PartialResult(reader.Read7BitEncodedInt());
        Counts.Read(reader, MemoryMarshal.Cast<FileIdentity, long>(result.Identities.AsSpan()));
        Counts.Read(reader, result.WarningCounts);
        result.Horizon = new(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        result.Cells.Read(reader);
        result.ProjectCases.Read(reader, reference);
        return result;
    }
}
