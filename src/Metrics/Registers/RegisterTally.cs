namespace Metrics.Registers;

/// <summary>Where a row is counted.</summary>
/// <param name="Department"><c>*</c>: all of them.</param>
readonly record struct RegisterPlace(Period Period, string Department);

/// <summary>Counts rows of a register, period by period and department by department.</summary>
/// <param name="rows">As known on <paramref name="asOf"/>.</param>
sealed class RegisterTally(IReadOnlyList<RegisterRow> rows, IReadOnlySet<Period> periods, Day asOf)
{
    /// <summary>By period and department, <c>*</c> among them; where nothing is counted, nothing.</summary>
    internal IReadOnlyDictionary<RegisterPlace, long> Count(RegisterCount what)
    {
        var amounts = new Dictionary<RegisterPlace, Amount>();
        foreach (var row in rows.Where(what.Takes))
        {
            foreach (var period in PeriodsOf(what, row))
            {
                Add(new(period, "*"), row);
                if (row.Department.Length > 0)
                    Add(new(period, row.Department), row);
            }
        }
        return amounts.ToDictionary(a => a.Key, a => a.Value.Total);

        void Add(RegisterPlace place, RegisterRow row)
        {
            if (!amounts.TryGetValue(place, out var amount))
                amounts.Add(place, amount = new());
            amount.Add(row, what.IsDistinct);
        }
    }

    IEnumerable<Period> PeriodsOf(RegisterCount what, RegisterRow row)
    {
        if (what.IsStock)
            return periods.Where(p => what.IsThere(row, DayOfStock(what, p)));
        var day = what.DayOf(row);
        return day == Day.Never ? [] : Period.Of(day).Where(periods.Contains);
    }

    Day DayOfStock(RegisterCount what, Period period) =>
        what.By == CountedBy.StockBefore ? period.YearBefore.LastDay : Day.Min(period.LastDay, asOf);

    sealed class Amount
    {
        HashSet<string>? _subjects;
        long _count;

        internal long Total => _count + (_subjects?.Count ?? 0);

        internal void Add(RegisterRow row, bool distinct)
        {
            if (distinct && row.Subject.Length > 0)
                (_subjects ??= []).Add(row.Subject);
            else
                _count += row.Count;
        }
    }
}
