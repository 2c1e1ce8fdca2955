namespace Metrics.Cube;

/// <summary>The cells of all tables that cases count for. They add up, and are taken out again exactly.</summary>
sealed class TableCells
{
    internal Cells<ApprovalCell> Approval { get; } = new();
    internal Cells<StageCell> Stages { get; } = new();
    internal Cells<ItemCell> Items { get; } = new();
    internal Cells<IntakeCell> Intake { get; } = new();
    internal Cells<BacklogCell> Backlog { get; } = new();
    internal Cells<OnlineCell> Online { get; } = new();
    internal Cells<RatingCell> Ratings { get; } = new();

    /// <summary>Accepted cases by day of acceptance: the key is the day number.</summary>
    internal Cells<AcceptanceCell> Acceptances { get; } = new();

    // STORED in this order.
    Cells[] All => [Approval, Stages, Items, Intake, Backlog, Online, Ratings, Acceptances];

    /// <summary>Day of the first acceptance of any case; null: there is none.</summary>
    internal Day? FirstAcceptance()
    {
        Day? first = null;
        for (var place = 0; place < Acceptances.Count; place++)
            first = Day.Min(first ?? Day.Never, new((int)Acceptances.KeyAt(place)));
        return first;
    }

    internal void Add(TableCells other)
    {
        foreach (var (cells, added) in All.Zip(other.All))
            cells.Add(added);
    }

    /// <exception cref="ArgumentException">They are not in it. What is left is then of no use.</exception>
    internal void Subtract(TableCells other)
    {
        foreach (var (cells, taken) in All.Zip(other.All))
            cells.Subtract(taken);
    }

    internal void Write(BinaryWriter to)
    {
        foreach (var cells in All)
            CellsFormat.Write(cells, to);
    }

    internal void Read(BinaryReader from)
    {
        foreach (var cells in All)
            CellsFormat.Read(cells, from);
    }
}
