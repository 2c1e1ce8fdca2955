using System.Numerics;

namespace Metrics.Calendars;

/// <summary>
/// The working days of a stretch of years, one bit a day, with the running number before each word of 64 days: an ordinal is one
/// addition and one popcount. Its inverse is a list of the working days. On both sides the weekday pattern goes on.
/// </summary>
sealed class WorkingDayTable
{
    const int WordDays = 64;

    readonly int _start;
    readonly ulong[] _bits;
    readonly int[] _before;
    readonly int[] _workingDays;

    /// <summary>The ordinal before the table's first day.</summary>
    readonly int _base;

    /// <summary>What the table's days add to the plain weekday pattern after its end.</summary>
    readonly int _excess;

    /// <param name="rules">The days that the weekday pattern may have wrong.</param>
    public WorkingDayTable(Dictionary<Day, DayRule> rules)
    {
        var (first, last) = rules.Count == 0 ? (0, -1) : (int.MaxValue, int.MinValue);
        foreach (var day in rules.Keys)
            (first, last) = (Math.Min(first, day.Number), Math.Max(last, day.Number));
        _start = first;
        _base = Weekdays.Ordinal(_start - 1);
        _bits = new ulong[(last - first + WordDays) / WordDays];
        _before = new int[_bits.Length];
        var end = _start + _bits.Length * WordDays;
        for (var day = _start; day < end; day++)
            Set(day, Weekdays.IsWeekday(day));
        foreach (var (day, rule) in rules)
            Set(day.Number, rule.Worked);
        for (var word = 1; word < _bits.Length; word++)
            _before[word] = _before[word - 1] + BitOperations.PopCount(_bits[word - 1]);
        _workingDays = WorkingDays(end);
        _excess = _base + _workingDays.Length - Weekdays.Ordinal(end - 1);
    }

    public bool IsWorking(int day)
    {
        var offset = Offset(day);
        return offset / WordDays < _bits.Length ? (_bits[offset / WordDays] >> (int)(offset % WordDays) & 1) != 0 : Weekdays.IsWeekday(day);
    }

    /// <summary>Working days up to and including <paramref name="day"/>, from day 0 of the weekday pattern.</summary>
    public int Ordinal(int day)
    {
        var offset = Offset(day);
        if (offset / WordDays >= _bits.Length)
            return Weekdays.Ordinal(day) + (day < _start ? 0 : _excess);
        var word = offset / WordDays;
        return _base + _before[word] + BitOperations.PopCount(_bits[word] << (int)(WordDays - 1 - offset % WordDays));
    }

    /// <summary>The first day whose ordinal is <paramref name="ordinal"/>: always a working day.</summary>
    public int DayOf(int ordinal)
    {
        var index = ordinal - _base - 1;
        return unchecked((uint)index) < _workingDays.Length ? _workingDays[index] : Weekdays.DayOf(index < 0 ? ordinal : ordinal - _excess);
    }

    int[] WorkingDays(int end)
    {
        var days = new int[_bits.Length == 0 ? 0 : _before[^1] + BitOperations.PopCount(_bits[^1])];
        for (var (day, next) = (_start, 0); day < end; day++)
        {
            if (IsWorking(day))
                days[next++] = day;
        }
        return days;
    }

    /// <summary>Days from the table's first day; a day before it is past every table.</summary>
    uint Offset(int day) => unchecked((uint)(day - _start));

    void Set(int day, bool worked)
    {
        ref var word = ref _bits[(day - _start) / WordDays];
        var bit = 1UL << (day - _start) % WordDays;
        word = worked ? word | bit : word & ~bit;
    }
}
