using Metrics.CaseLogs;

namespace Metrics.Pipeline.Ledger;

/// <summary>
/// What became of one log file (回执): its own lines, its own repetitions, the reference data of that moment.
/// lines = accepted + duplicate + rejected, always. STORED as JSON: renaming a property is a data migration.
/// </summary>
public sealed record Receipt
{
    /// <summary>Rejections that a receipt shows; quarantine has them all.</summary>
    public const int ShownRejections = 20;

    public required string Source { get; init; }
    public required string Name { get; init; }
    /// <summary>Of the bytes as they came, lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required long Bytes { get; init; }
    /// <summary>The definitions that it was read under.</summary>
    public int Definitions { get; init; } = 1;
    /// <summary><c>taken</c> or <c>refused</c>.</summary>
    public required LedgerState State { get; init; }
    public long Lines { get; init; }
    public long Accepted { get; init; }
    public long Duplicate { get; init; }
    public long Rejected { get; init; }
    /// <summary>Every reason code of the contract, in its order.</summary>
    public IReadOnlyDictionary<string, long> RejectedByReason { get; init; } = new Dictionary<string, long>();
    /// <summary>The first by line number.</summary>
    public IReadOnlyList<RejectedLine> FirstRejections { get; init; } = [];
    /// <summary>Why the whole file is refused.</summary>
    public ReceiptNote? Refusal { get; init; }
    /// <summary>The reference data that it was judged by; null: there was none that could be used.</summary>
    public string? CatalogueSha256 { get; init; }
    /// <summary>Null: the shipped policies.</summary>
    public string? PoliciesSha256 { get; init; }
    /// <summary>What decides how the bytes were read: the hash of their mapping; null: they have none.</summary>
    public string? MappingSha256 { get; init; }
    /// <summary>Cells that the mapping does not name, of the columns whose words it gives.</summary>
    public IReadOnlyList<UnnamedColumn> Unnamed { get; init; } = [];
    /// <summary>What the uploader should know besides.</summary>
    public IReadOnlyList<ReceiptNote> Notes { get; init; } = [];
}

/// <summary>Cells of a column that are none of the words that the mapping names.</summary>
/// <param name="Values">The most common; empty where there are more different ones than a column of words has.</param>
public sealed record UnnamedColumn(string Column, string Header, long Count, IReadOnlyList<UnnamedValue> Values)
{
    const int Shown = 20;

    internal static UnnamedColumn Of(UnnamedCells cells) =>
        new(cells.Column, cells.Header, cells.Count, [.. cells.MostCommon(Shown).Select(v => new UnnamedValue(v.Value, v.Count))]);
}

public sealed record UnnamedValue(string Value, long Count);

/// <summary>A sentence in English and Chinese.</summary>
public sealed record ReceiptNote(string Message, string MessageZh);

/// <summary>A rejected line as a receipt shows it: contract columns only.</summary>
public sealed record RejectedLine(long Line, string Reason, string Column, string Value, string Expected, string ExpectedZh)
{
    // A field may hold 65,536 bytes; a receipt is for reading.
    const int ShownLength = 200;

    internal static RejectedLine Of(Rejection r) => new(r.Line, r.Reason.Code(), r.Column,
        r.Value.Length <= ShownLength ? r.Value : string.Concat(r.Value.AsSpan(0, ShownLength), "…"), r.Expected, r.ExpectedZh);
}
