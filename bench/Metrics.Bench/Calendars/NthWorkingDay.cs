using BenchmarkDotNet.Attributes;
using NodaTime;

namespace Metrics.Bench.Calendars;

/// <summary>The N-th working day after 2019-03-01: the longest promise of a construction permit, and about four years.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class NthWorkingDay
{
    static readonly DateOnly Accepted = new(2019, 3, 1);

    readonly OffDays _days = new();
    Day _accepted;

    [Params(100, 1000)]
    public int N { get; set; }

    [GlobalSetup]
    public void AllAgree()
    {
        _accepted = Day.Of(Accepted);
        DateOnly[] answers = [Metrics().Date, Loop(), NodaTimeLoop().ToDateOnly(), QuartzLoop()];
        if (answers.Distinct().Count() != 1)
            throw new InvalidOperationException(string.Join(", ", answers));
    }

    [Benchmark(Baseline = true)]
    public Day Metrics() => _days.Calendar.Add(_accepted, N);

    [Benchmark]
    public DateOnly Loop()
    {
        var day = Accepted;
        for (var left = N; left > 0; left -= _days.IsWorking(day) ? 1 : 0)
            day = day.AddDays(1);
        return day;
    }

    [Benchmark]
    public LocalDate NodaTimeLoop()
    {
        var day = LocalDate.FromDateOnly(Accepted);
        for (var left = N; left > 0; left -= _days.IsWorking(day) ? 1 : 0)
            day = day.PlusDays(1);
        return day;
    }

    [Benchmark]
    public DateOnly QuartzLoop()
    {
        var day = Accepted;
        for (var left = N; left > 0; left -= _days.IsWorkingByQuartz(day) ? 1 : 0)
            day = day.AddDays(1);
        return day;
    }
}
