using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Cube;

/// <summary>
/// A part of a cell's key: some bits that hold a number plus one. No bits: the number is missing, or rolled up; such a
/// cell counts under <c>*</c> alone, so what is rolled up over a part is the cell whose key lacks it.
/// </summary>
/// <param name="Shift">Bits below it.</param>
readonly record struct KeyPart(int Shift, int Bits)
{
    ulong Mask => (1UL << Bits) - 1;

    /// <param name="number">-1 or more.</param>
    /// <exception cref="OverflowException">The number needs more bits than the part has.</exception>
    internal ulong Of(int number) => unchecked((ulong)(number + 1L)) is var part && part <= Mask ? part << Shift : TooLarge(number);

    ulong TooLarge(int number) => throw new OverflowException($"{number} needs more than {Bits} bits");

    /// <summary>The number in a key, or -1.</summary>
    internal int In(ulong key) => unchecked((int)(key >> Shift & Mask)) - 1;

    internal ulong Without(ulong key) => key & ~(Mask << Shift);
}

/// <summary>Keys of cells: 64 bits, of which a period has the highest. STORED: another layout needs another format of partial results.</summary>
static class CellKey
{
    internal static KeyPart Period => new(46, 18);

    internal static ulong OfMonth(Month month) => Period.Of(Metrics.Period.OfMonth(month).Number);

    internal static Period PeriodOf(ulong key) => new(Period.In(key));

    /// <summary>The key of the same cell in another period.</summary>
    internal static ulong In(Period period, ulong key) => Period.Without(key) | Period.Of(period.Number);
}

/// <summary>Keys of (period, policy, district, channel or stage).</summary>
static class UnitKey
{
    internal static KeyPart Policy => new(33, 13);
    /// <summary>A district's code less one: 0 is missing.</summary>
    internal static KeyPart District => new(13, 20);
    /// <summary>Channel or stage.</summary>
    internal static KeyPart Last => new(0, 13);

    internal static ulong Of(ulong period, PolicyNumber policy, District district, Channel channel) =>
        Of(period, policy, district) | Last.Of((int)channel);

    internal static ulong Of(ulong period, PolicyNumber policy, District district, StageNumber stage) =>
        Of(period, policy, district) | Last.Of(stage.Number);

    static ulong Of(ulong period, PolicyNumber policy, District district) =>
        period | Policy.Of(policy.Number) | District.Of(district.Code - 1);
}

/// <summary>Keys of (period, department, item).</summary>
static class ItemKey
{
    internal static KeyPart Department => new(27, 19);
    internal static KeyPart Item => new(0, 27);

    internal static ulong Of(ulong period, DepartmentNumber department, ItemNumber item) =>
        period | Department.Of(department.Number) | Item.Of(item.Number);
}

/// <summary>Keys of (period, district, department, channel).</summary>
static class RatingKey
{
    /// <summary>A district's code less one: 0 is missing.</summary>
    internal static KeyPart District => new(22, 20);
    internal static KeyPart Department => new(3, 19);
    internal static KeyPart Channel => new(0, 3);

    internal static ulong Of(ulong period, District district, DepartmentNumber department, Channel channel) =>
        period | District.Of(district.Code - 1) | Department.Of(department.Number) | Channel.Of((int)channel);
}

/// <summary>Keys of (period, district, item or channel).</summary>
static class DistrictKey
{
    /// <summary>A district's code less one: 0 is missing.</summary>
    internal static KeyPart District => new(26, 20);
    /// <summary>Item or channel.</summary>
    internal static KeyPart Last => new(0, 26);

    internal static ulong Of(ulong period, District district, ItemNumber item) => Of(period, district) | Last.Of(item.Number);

    internal static ulong Of(ulong period, District district, Channel channel) => Of(period, district) | Last.Of((int)channel);

    static ulong Of(ulong period, District district) => period | District.Of(district.Code - 1);
}
