using Metrics.Calendars;
using Metrics.Cases;

namespace Metrics.Explaining;

/// <summary>The clock of one unit up to the day of its finish or of the question; asked up to any day before, it gives the tables' net days.</summary>
/// <param name="From">Day of acceptance, day 0.</param>
/// <param name="Through">Last day that is known.</param>
/// <param name="NetUpTo">Net days up to a day, From ≤ day ≤ Through.</param>
sealed record RunningClock(Calendar Calendar, Day From, Day Through, UnitTime Time, Func<Day, int> NetUpTo)
{
    int Allowed => Time.Limit + Time.Extension;

    /// <summary>Working days left; below 0: over.</summary>
    internal int Remaining => Allowed - Time.Net;

    internal Day DueDay() => DueDates.First(Calendar, From, Through, Allowed, NetUpTo);

    internal ClockState StateOf(bool paused) => ClockStates.Of(Remaining, paused);

    /// <summary>Every day from the acceptance on; with its running number if it is counted.</summary>
    internal IEnumerable<(DayStatus Status, int? Counted)> Days()
    {
        var before = 0;
        for (var day = From; day <= Through; day += 1)
        {
            var net = NetUpTo(day);
            yield return (Calendar.Status(day), net > before ? net : null);
            before = net;
        }
    }
}
