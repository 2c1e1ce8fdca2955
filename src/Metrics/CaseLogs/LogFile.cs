using Metrics.Mappings;

namespace Metrics.CaseLogs;

/// <summary>A case log to read (办件日志).</summary>
/// <param name="Source">Name of the system that wrote it: <c>one_window</c>, <c>one_net</c> or another.</param>
/// <param name="Name">Path below the source's folder, with '/'.</param>
/// <param name="Open">Opens the bytes as they came; gzip and spreadsheets are seen by their first bytes.</param>
public sealed record LogFile(string Source, string Name, Func<Stream> Open)
{
    /// <summary>Bytes as they will come, as far as one knows before they are read; 0: not known.</summary>
    public long Size { get; init; }

    /// <summary>Bytes of a log's text, a guess by its name: gzip makes it some ten times smaller.</summary>
    /// <param name="bytes">As they come.</param>
    public static long TextOf(string name, long bytes) => bytes * (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? 10 : 1);

    /// <summary>The mapping that reads it; null: its headers and words are those of contract 1.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>
    /// Opens an empty stream that can seek and holds as many bytes as the file: a workbook is not read in the order of its bytes.
    /// A host gives a temporary file.
    /// </summary>
    public Func<Stream> Scratch { get; init; } = () => new MemoryStream();
}

/// <summary>What reading a log gave, before identity and reference data are looked at.</summary>
public sealed class LogTally
{
    public required LogFile File { get; init; }
    /// <summary>SHA-256 of the bytes as they came, lower-case hex; of a refused file too.</summary>
    public string Sha256 { get; set; } = "";
    /// <summary>Size of the bytes as they came.</summary>
    public long Bytes { get; set; }
    /// <summary>Records read, without the header and blank lines; 0 for a refused file.</summary>
    public long Lines { get; set; }
    /// <summary>Rejected records by <see cref="RejectReason"/>; those of the reference data are counted by the fold.</summary>
    public long[] Rejected { get; } = new long[RejectReasons.Count];
    /// <summary>Acceptances that name their channel; all others have that of their source.</summary>
    public long NamedChannels { get; set; }
    /// <summary>Why the whole file is refused (English and Chinese), or null.</summary>
    public Bilingual? Refusal { get; set; }
    /// <summary>Headers that the mapping names and the file lacks: their cells are missing. Of NDJSON, which has none, always empty.</summary>
    public IReadOnlyList<string> LackingHeaders { get; set; } = [];
    /// <summary>Cells that the mapping does not name, by column and header; those of its columns whose words it gives.</summary>
    public IReadOnlyList<UnnamedCells> Unnamed { get; set; } = [];
    /// <summary>A later snapshot has come in its place: the file counts in no table, and is no input of the publication (contract 7).</summary>
    public bool IsReplaced { get; set; }
    /// <summary>The first cells of a log without a header, as they stand there: for the terminal of who has the file, since they may name persons.</summary>
    public IReadOnlyList<string> FirstCells { get; set; } = [];
}
