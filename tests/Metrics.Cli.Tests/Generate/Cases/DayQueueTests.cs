using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.Sampling;

namespace Metrics.Cli.Tests.Generate.Cases;

public sealed class DayQueueTests
{
    [Fact]
    public void A_day_gives_its_events_by_time_and_equal_times_as_they_were_added()
    {
        var queue = new DayQueue(3);
        var draws = new Draws(1);
        var added = Enumerable.Range(0, 2000)
            .Select(i => new PlannedEvent { Case = i, Day = (ushort)draws.Below(3), Second = draws.Below(100) }).ToList();
        foreach (var planned in added)
            queue.Add(planned);
        for (var day = 0; day < 3; day++)
        {
            var expected = added.Where(e => e.Day == day).OrderBy(e => e.Second).Select(e => e.Case);
            Assert.Equal(expected, queue.Take(day).ToArray().Select(e => e.Case));
        }
    }

    [Fact]
    public void What_happens_after_the_last_day_has_not_happened()
    {
        var queue = new DayQueue(2);
        queue.Add(new() { Day = 2 });
        Assert.Equal(0, queue.Take(0).Length + queue.Take(1).Length);
    }
}
