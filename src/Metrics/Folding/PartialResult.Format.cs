using System.Runtime.InteropServices;
using System.Text;
using Metrics.Cube;
using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Folding;

/// <summary>The bytes of a partial result.</summary>
public sealed partial class PartialResult
{
    // STORED as partials, format 8: a change of what is written, packed events too, needs a new number.
    const int Format = 8 * 256 + EventRecord.Layout;

    /// <summary>Writes the partial result with its checksum; <see cref="Read"/> gives it back.</summary>
    public void Write(Stream to) => Checksum.Write(to, Write);

    void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(Format);
        writer.Write7BitEncodedInt(Identities.Length);
        Counts.Write(writer, MemoryMarshal.Cast<FileIdentity, long>(Identities.AsSpan()));
        Counts.Write(writer, WarningCounts);
        Counts.Write(writer, [Horizon.Open, Horizon.Moved]);
        Cells.Write(writer);
        ProjectCases.Write(writer);
    }

    /// <param name="from">Is read to its end.</param>
    /// <exception cref="InvalidDataException">Written by another version, or not as it was written.</exception>
    public static PartialResult Read(Stream from, Reference reference)
    {
        using var reader = new BinaryReader(Checksum.Check(from), Encoding.UTF8);
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
