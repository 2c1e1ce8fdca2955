namespace Metrics.Registers;

/// <summary>The day by which a row is counted (contract 8).</summary>
enum CountedBy : byte
{
    /// <summary>In the period of 收到日期, as the four that follow by theirs.</summary>
    Received,
    IntakeAt,
    Heard,
    Closed,
    /// <summary>On each period's last day, or as_of if that is earlier: received by it and not closed by it.</summary>
    Stock,
    /// <summary>The stock on the last day of the year before the period.</summary>
    StockBefore,
}

/// <summary>Which rows of the register are counted, and by which day. An empty list of words takes every row.</summary>
sealed record RegisterCount(RegisterKind Kind, CountedBy By)
{
    internal IReadOnlyList<string> Intakes { get; init; } = [];
    internal IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>A row has one of them at least.</summary>
    internal IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Holders are counted, each once; a row without a subject counts as <c>count</c> of them.</summary>
    internal bool IsDistinct { get; init; }

    internal bool IsStock => By is CountedBy.Stock or CountedBy.StockBefore;

    internal bool Takes(RegisterRow row) => row.Kind == Kind && Has(Intakes, row.Intake) && Has(Outcomes, row.Outcome)
        && (Tags.Count == 0 || row.Tags.Any(Tags.Contains));

    static bool Has(IReadOnlyList<string> words, string word) => words.Count == 0 || words.Contains(word);

    /// <summary>The day of a row by which it flows into a period; <see cref="Day.Never"/>: it does not.</summary>
    internal Day DayOf(RegisterRow row) => By switch
    {
        CountedBy.Received => row.Received,
        CountedBy.IntakeAt => row.IntakeAt,
        CountedBy.Heard => row.Heard,
        _ => row.Closed,
    };

    /// <summary>Whether a row is in the stock on a day; what is decided later is not known then.</summary>
    internal bool IsThere(RegisterRow row, Day day) => (Intakes.Count == 0 ? row.Received : row.IntakeAt) <= day && day < row.Closed;
}
