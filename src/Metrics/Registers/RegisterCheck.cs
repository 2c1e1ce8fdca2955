namespace Metrics.Registers;

/// <summary>A sum that must come out in every year (contract 8): left = right, or left ≤ right.</summary>
sealed record RegisterCheck(string Id, Bilingual Name, Bilingual Definition, RegisterCheck.Term[] Left, RegisterCheck.Term[] Right)
{
    /// <summary>A count that is added or, with −1, taken off.</summary>
    internal readonly record struct Term(RegisterCount What, int Times = 1);

    static readonly RegisterCount _received = new(RegisterKind.Reconsideration, CountedBy.Received);
    static readonly RegisterCount _decided = new(RegisterKind.Reconsideration, CountedBy.IntakeAt);
    static readonly RegisterCount _closed = new(RegisterKind.Reconsideration, CountedBy.Closed);

    internal static IReadOnlyList<RegisterCheck> All { get; } =
    [
        new("reconsiderations_intake", new("行政复议收案平衡", "Intake of reconsiderations"),
            new("收到数与期初待决定数之和＝受理决定数与期末待决定数之和", "received + waiting at the start = all intakes + waiting at the end"),
            [new(_received), .. Waiting(CountedBy.StockBefore)], [new(_decided), .. Waiting(CountedBy.Stock)]),
        new("reconsiderations_open", new("行政复议存量平衡", "Open reconsiderations"),
            new("期初未办结数与受理数之和＝办结数与期末未办结数之和", "open at the start + accepted = closed + open at the end"),
            [new(Accepted(CountedBy.StockBefore)), new(Accepted(CountedBy.IntakeAt))], [new(_closed), new(Accepted(CountedBy.Stock))]),
        new("reconsiderations_outcomes", new("行政复议结果齐全", "Outcomes of reconsiderations"),
            new("办结数＝有结果的办结数", "closed = closed with an outcome"),
            [new(_closed)], [new(_closed with { Outcomes = RegisterKind.Reconsideration.Outcomes.Words })]),
        new("judgments_refused", new("生效裁判全部履行", "Judgments performed"),
            new("拒不履行生效裁判数＝0", "refused judgments = 0"),
            [new(new(RegisterKind.Judgment, CountedBy.Closed) { Outcomes = ["refused"] })], []),
        new("organs", new("工作部门不增", "No more organs"),
            new("工作部门数≤上年末工作部门数", "organs ≤ organs a year before"),
            [new(new(RegisterKind.Organ, CountedBy.Stock))], [new(new(RegisterKind.Organ, CountedBy.StockBefore))]) { IsAtMost = true },
    ];

    /// <summary>Left may be less; and it says something only where right is not 0.</summary>
    bool IsAtMost { get; init; }

    internal IEnumerable<CheckResult> Check(RegisterTally tally)
    {
        var (left, right) = (Sum(Left, tally), Sum(Right, tally));
        return left.Keys.Union(right.Keys)
            .Select(place => (Place: place, Left: left.GetValueOrDefault(place), Right: right.GetValueOrDefault(place)))
            .Where(sums => sums.Right != 0 || sums.Left != 0 && !IsAtMost)
            .Select(sums => new CheckResult(sums.Place, Id, sums.Left, sums.Right, IsAtMost ? sums.Left <= sums.Right : sums.Left == sums.Right));
    }

    static Dictionary<RegisterPlace, long> Sum(Term[] terms, RegisterTally tally) =>
        terms.SelectMany(term => tally.Count(term.What).Select(count => (Place: count.Key, Value: term.Times * count.Value)))
            .GroupBy(count => count.Place).ToDictionary(counts => counts.Key, counts => counts.Sum(c => c.Value));

    static RegisterCount Accepted(CountedBy by) => new(RegisterKind.Reconsideration, by) { Intakes = ["accepted"] };

    /// <summary>Received and not closed by a day, less those with an intake by it.</summary>
    static Term[] Waiting(CountedBy stock)
    {
        var open = new RegisterCount(RegisterKind.Reconsideration, stock);
        return [new(open), new(open with { Intakes = RegisterKind.Reconsideration.Intakes.Words }, -1)];
    }
}

/// <summary>A check of one year and department whose left or right side is not 0.</summary>
sealed record CheckResult(RegisterPlace Place, string Check, long Left, long Right, bool Holds);
