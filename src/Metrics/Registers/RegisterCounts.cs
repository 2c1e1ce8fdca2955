namespace Metrics.Registers;

/// <summary>What a run's register comes to: the indicators of every period, and the checks of every year. Both in the order of their texts.</summary>
sealed class RegisterCounts
{
    /// <summary>Without a register.</summary>
    internal static readonly RegisterCounts None = new() { Indicators = [], Checks = [] };

    internal required IReadOnlyList<IndicatorValue> Indicators { get; init; }
    internal required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>How many warnings <c>register_check</c> it gives.</summary>
    internal int FailedChecks => Checks.Count(c => !c.Holds);

    /// <param name="firstAcceptance">Of a case; null: none is accepted.</param>
    internal static RegisterCounts Of(Register register, IndicatorSet indicators, Day? firstAcceptance, Day asOf)
    {
        var rows = register.KnownOn(asOf);
        var periods = Period.Between(FirstDay(rows, firstAcceptance, asOf), asOf);
        var tally = new RegisterTally(rows, periods, asOf);
        var years = new RegisterTally(rows, periods.Where(p => p.IsYear).ToHashSet(), asOf);
        return new()
        {
            Indicators = [.. InOrder(indicators.All.SelectMany(i => Values(i, tally)), v => v.Place, v => v.Indicator)],
            Checks = [.. InOrder(RegisterCheck.All.SelectMany(c => c.Check(years)), r => r.Place, r => r.Check)],
        };
    }

    /// <summary>The first acceptance, or the first day of what is no stock; with neither, the year of as_of.</summary>
    static Day FirstDay(IEnumerable<RegisterRow> rows, Day? firstAcceptance, Day asOf)
    {
        var first = rows.Where(r => !r.Kind.IsStock).Select(r => r.Received).Append(firstAcceptance ?? Day.Never).Min();
        return first == Day.Never ? Day.Of(new DateOnly(asOf.Date.Year, 1, 1)) : first;
    }

    static IEnumerable<IndicatorValue> Values(Indicator indicator, RegisterTally tally)
    {
        var numerators = tally.Count(indicator.Numerator);
        var denominators = indicator.Denominator is { } what ? tally.Count(what) : null;
        return numerators.Keys.Union(denominators?.Keys ?? []).Select(place => new IndicatorValue(place, indicator.Id,
            numerators.GetValueOrDefault(place), denominators?.GetValueOrDefault(place)));
    }

    static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> values, Func<T, RegisterPlace> place, Func<T, string> name) =>
        values.OrderBy(v => place(v).Period.Number).ThenBy(v => place(v).Department, Utf8Order.Instance).ThenBy(name, StringComparer.Ordinal);
}
