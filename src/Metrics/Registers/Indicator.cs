namespace Metrics.Registers;

/// <summary>What the yearly report counts of the register: data, not code (contract 8).</summary>
/// <param name="Definition">What it counts, in a sentence.</param>
/// <param name="Denominator">Null: a count; else a rate of both.</param>
sealed record Indicator(string Id, Bilingual Name, Bilingual Definition, RegisterCount Numerator, RegisterCount? Denominator);

/// <summary>The value of an indicator, where numerator or denominator is above 0.</summary>
sealed record IndicatorValue(RegisterPlace Place, string Indicator, long Numerator, long? Denominator);
