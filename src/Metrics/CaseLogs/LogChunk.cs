using Metrics.Events;
using Metrics.Files;
using Metrics.Mappings;

namespace Metrics.CaseLogs;

enum LogForm : byte
{
    Csv,
    Json,
    Sheet,
}

/// <summary>What the chunks of one log have in common.</summary>
/// <param name="Ordinal">The file's place in reading order.</param>
/// <param name="Channel">The channel of the source itself.</param>
sealed record LogShape(LogTally Tally, int Ordinal, Channel Channel)
{
    /// <summary>NDJSON by its name, else CSV; a spreadsheet by its bytes, whatever its name (contract 1.4).</summary>
    public LogForm Form { get; set; } = NamesJson(Tally.File.Name) ? LogForm.Json : LogForm.Csv;

    /// <summary>How its headers and words are read; null: by contract 1.</summary>
    public Mapping? Mapping => Tally.File.Mapping;

    /// <summary>The columns that its header or its keys may name.</summary>
    public ColumnNames Names => Mapping?.Headers ?? Columns.Names;

    /// <summary>Of a CSV or a sheet, once its header is read.</summary>
    public CsvHeader? Header { get; private set; }

    public void Begin(CsvHeader header)
    {
        Header = header;
        if (Mapping is not null)
            Tally.LackingHeaders = [.. Enumerable.Range(0, Names.Count).Where(h => header.Map[h] < 0).Select(h => Names[h])];
    }

    /// <summary>Counts for the cells that the mapping does not name, by the numbers of its tables.</summary>
    public UnnamedCells[] NewUnnamed() => Mapping is { } mapping ? [.. mapping.Tables.Select(table => new UnnamedCells(mapping, table))] : [];

    static bool NamesJson(string name)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        return name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A run of whole records of one log, in a buffer that its worker uses again; those of a sheet as <see cref="SheetRows"/> has them.</summary>
sealed class LogChunk
{
    /// <summary>Bytes that can be read past the text, so that vectors need no care at its end.</summary>
    public const int Padding = 64;

    public byte[] Bytes { get; private set; } = new byte[Padding];
    /// <summary>Where the text begins and ends in <see cref="Bytes"/>.</summary>
    public int Start { get; set; }
    public int End { get; set; }
    public LogShape Shape { get; set; } = null!;
    /// <summary>The chunk's place in its log.</summary>
    public int Ordinal { get; set; }
    /// <summary>Line number at <see cref="Start"/>; not of a sheet, whose rows have their own.</summary>
    public long FirstLine { get; set; }
    public TextEncoding Encoding { get; set; }
    /// <summary>The chunk stands for one line, too long to be held, which is bad for this reason; it has no text.</summary>
    public RejectReason? LongLine { get; set; }

    public ReadOnlySpan<byte> Text => Bytes.AsSpan(Start, End - Start);

    /// <summary>Makes room for <paramref name="length"/> bytes of text; what was there is lost.</summary>
    public void Reserve(int length)
    {
        if (Bytes.Length < length + Padding)
            Bytes = GC.AllocateUninitializedArray<byte>(length + Padding);
    }
}
