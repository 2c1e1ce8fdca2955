using Metrics.Calendars;

namespace Metrics.Cases;

/// <summary>Due dates (到期日) of units.</summary>
static class DueDates
{
    /// <summary>
    /// The first day on which net days reach <paramref name="allowed"/>. After <paramref name="through"/> every working day
    /// counts: an open pause is taken to end there. The day may lie past <see cref="Day.Last"/>.
    /// </summary>
    /// <param name="from">Day of acceptance, day 0.</param>
    /// <param name="netUpTo">Net days up to a day of [from, through].</param>
    internal static Day First(Calendar calendar, Day from, Day through, int allowed, Func<Day, int> netUpTo)
    {
        var rest = allowed - netUpTo(through);
        if (rest > 0)
            return calendar.Add(through, rest);
        var (low, high) = (from, through);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            (low, high) = netUpTo(middle) >= allowed ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
