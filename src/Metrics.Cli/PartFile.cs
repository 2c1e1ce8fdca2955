using System.Text;
using Metrics.CaseLogs;
using Metrics.Folding;
using Metrics.Policies;

namespace Metrics.Cli;

/// <summary>
/// What <c>metrics fold</c> leaves for <c>metrics merge</c>: the run that it belongs to, its place among the parts, what
/// reading each log gave, and the partial result.
/// </summary>
sealed record PartFile(string Run, int Part, int Parts, IReadOnlyList<LogTally> Tallies, PartialResult Result)
{
    // STORED, format 4: a change of what is written needs a new mark.
    const string Mark = "metrics part 4";

    /// <summary>Names the inputs that all parts of a run share.</summary>
    internal static string RunOf(Reference reference, DateOnly asOf, IReadOnlyList<LogTally> tallies) => string.Join('|',
        [asOf.ToString("O"), reference.Catalogue.Sha256, reference.Policies.Sha256 ?? "", reference.MappingsSha256 ?? "", reference.Calendars.Sha256(),
            .. tallies.Select(t => $"{t.File.Source}/{t.File.Name}:{t.Sha256}")]);

    internal void Write(string path)
    {
        using var stream = File.Create(path);
        Checksum.Write(stream, writer =>
        {
            writer.Write(Mark);
            writer.Write(Run);
            writer.Write(Part);
            writer.Write(Parts);
            writer.Write(Tallies.Count);
            foreach (var tally in Tallies)
                Write(writer, tally);
            Result.Write(writer.BaseStream);
        });
    }

    /// <exception cref="RefusedException">The file is no part.</exception>
    internal static PartFile Read(string path, Reference reference)
    {
        try
        {
            using var file = File.OpenRead(path);
            var stream = Checksum.Check(file);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            if (reader.ReadString() != Mark)
                throw NoPart(path);
            var (run, part, parts) = (reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
            var tallies = new LogTally[reader.ReadInt32()];
            for (var i = 0; i < tallies.Length; i++)
                tallies[i] = ReadTally(reader);
            return new(run, part, parts, tallies, PartialResult.Read(stream, reference));
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or InvalidDataException or OverflowException or ArgumentException)
        {
            throw NoPart(path);
        }
    }

    static RefusedException NoPart(string path) =>
        new($"{path} is no part or is damaged, expected a file that metrics fold wrote: fold this part again",
            $"{path} 不是由 metrics fold 写出的分片文件，或已损坏；请重新执行 metrics fold");

    static void Write(BinaryWriter writer, LogTally tally)
    {
        writer.Write(tally.File.Source);
        writer.Write(tally.File.Name);
        writer.Write(tally.Sha256);
        writer.Write(tally.Bytes);
        writer.Write(tally.Lines);
        foreach (var count in tally.Rejected)
            writer.Write(count);
        writer.Write(tally.Refusal is not null);
        writer.Write(tally.Refusal?.En ?? "");
        writer.Write(tally.Refusal?.Zh ?? "");
        writer.Write(tally.IsReplaced);
    }

    static LogTally ReadTally(BinaryReader reader)
    {
        var file = new LogFile(reader.ReadString(), reader.ReadString(), () => throw new NotSupportedException("a part holds no log"));
        var tally = new LogTally { File = file, Sha256 = reader.ReadString(), Bytes = reader.ReadInt64(), Lines = reader.ReadInt64() };
        for (var i = 0; i < tally.Rejected.Length; i++)
            tally.Rejected[i] = reader.ReadInt64();
        var refused = reader.ReadBoolean();
        var refusal = new Bilingual(En: reader.ReadString(), Zh: reader.ReadString());
        tally.Refusal = refused ? refusal : null;
        tally.IsReplaced = reader.ReadBoolean();
        return tally;
    }
}
