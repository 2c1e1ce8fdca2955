using Metrics.Files;

namespace Metrics.Mappings;

/// <summary>
/// How files with headers and words of their own are read (contract 7): which of their cells make which contract columns, and
/// which events a row is. Immutable, for any thread.
/// </summary>
public sealed class Mapping
{
    /// <summary>The number of the word that stands for a missing value.</summary>
    internal const int Missing = 0;

    internal Mapping(string sha256, ColumnNames headers, byte[][] words, MappedField[] fields, MappedEvent[] events, CountedTable[] tables) =>
        (Sha256, Headers, Words, Fields, Events, Tables) = (sha256, headers, words, fields, events, tables);

    /// <summary>The source whose files it reads; null: of any.</summary>
    public string? Source { get; internal init; }

    /// <summary>The pattern of the names that it reads; null: any name.</summary>
    internal NamePattern? Files { get; init; }

    /// <summary>The sheet of a spreadsheet that is read; null: the first that is not hidden.</summary>
    public string? Sheet { get; internal init; }

    /// <summary>Of the files that it reads only the last by name counts, of those that are not refused.</summary>
    public bool IsSnapshot { get; internal init; }

    /// <summary>SHA-256, lower-case hex, of what decides how a file is read: STORED with what reading gave.</summary>
    public string Sha256 { get; }

    /// <summary>The headers that it names; a header has that of case_id and one of those of at.</summary>
    internal ColumnNames Headers { get; }

    /// <summary>Every word that it gives, clean; the first is the missing one.</summary>
    internal byte[][] Words { get; }

    /// <summary>The fields of a row.</summary>
    internal MappedField[] Fields { get; }

    /// <summary>None: a row is one event.</summary>
    internal MappedEvent[] Events { get; }

    internal CountedTable[] Tables { get; }

    /// <summary>The header of case_id.</summary>
    internal int CaseId { get; init; }

    internal bool Fits(string source, string name) => (Source is null || Source == source) && Files?.Fits(name) != false;
}

/// <summary>A table of words whose misses are counted: those of times are not, whose cells are mostly no words.</summary>
readonly record struct CountedTable(Column Column, int Header);
