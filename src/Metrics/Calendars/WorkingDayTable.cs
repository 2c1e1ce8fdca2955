using System.Numerics;

namespace Metrics.Calendars;

/// <summary>
/// The working days of a stretch of years, one bit a day, with the running number before each word of 64 days:
/// an ordinal is one addition and one popcount, its inverse a binary search over words. On both sides the weekday pattern goes on.
/// </summary>
sealed class WorkingDayTable
{
    const int WordDays = 64;

    readonly int _start;
    readonly int _end;
    /// <summary>What the table's days add to the plain weekday pattern after its end.</summary>
    readonly int _excess;
    readonly ulong[] _bits;
    readonly int[] _before;

    /// <param name="exceptions">Day number → whether it is worked: days that the weekday pattern may have wrong, in any order.</param>
    public WorkingDayTable(IReadOnlyCollection<KeyValuePair<int, bool>> exceptions)
    {
        _start = exceptions.Count == 0 ? 0 : exceptions.Min(e => e.Key);
        var days = exceptions.Count == 0 ? 0 : exceptions.Max(e => e.Key) - _start + 1;
        _bits = new ulong[(days + WordDays - 1) / WordDays];
        _before = new int[_bits.Length];
        _end = _start + _bits.Length * WordDays;
        for (var day = _start; day < _end; day++)
            Set(day, Weekdays.IsWeekday(day));
        foreach (var (day, worked) in exceptions)
            Set(day, worked);
        var running = Weekdays.Ordinal(_start - 1);
        for (var word = 0; word < _bits.Length; word++)
        {
            _before[word] = running;
            running += BitOperations.PopCount(_bits[word]);
        }
        _excess = running - Weekdays.Ordinal(_end - 1);
    }

    public bool IsWorking(int day) => day >= _start && day < _end
        ? (_bits[(day - _start) / WordDays] >> (day - _start) % WordDays & 1) != 0
        : Weekdays.IsWeekday(day);

    public int Ordinal(int day)
    {
        var offset = unchecked((uint)(day - _start));
        var word = (int)(offset / WordDays);
        if (word < _bits.Length)
            return _before[word] + BitOperations.PopCount(_bits[word] << (int)(WordDays - 1 - offset % WordDays));
        return Weekdays.Ordinal(day) + (day < _start ? 0 : _excess);
    }

    /// <summary>The first day whose ordinal is <paramref name="ordinal"/>: always a working day.</summary>
    public int DayOf(int ordinal)
    {
        if (_bits.Length == 0 || ordinal <= _before[0])
            return Weekdays.DayOf(ordinal);
        var word = Array.BinarySearch(_before, ordinal);
        word = (word < 0 ? ~word : word) - 1;
        while (word > 0 && _before[word] == ordinal)
            word--;
        var nth = ordinal - _before[word];
        return nth > BitOperations.PopCount(_bits[word])
            ? Weekdays.DayOf(ordinal - _excess)
            : _start + word * WordDays + NthBit(_bits[word], nth);
    }

    static int NthBit(ulong word, int nth)
    {
        for (; nth > 1; nth--)
            word &= word - 1;
        return BitOperations.TrailingZeroCount(word);
    }

    void Set(int day, bool worked)
    {
        ref var word = ref _bits[(day - _start) / WordDays];
        var bit = 1UL << (day - _start) % WordDays;
        word = worked ? word | bit : word & ~bit;
    }
}
