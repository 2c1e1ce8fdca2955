using BenchmarkDotNet.Attributes;
using NodaTime;

namespace Metrics.Bench.Calendars;

/// <summary>Working days of (2012-12-31, 2024-12-31].</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class CountTwelveYears
{
    static readonly DateOnly After = new(2012, 12, 31);
    static readonly DateOnly Through = new(2024, 12, 31);

    readonly OffDays _days = new();
    Day _after;
    Day _through;

    [GlobalSetup]
    public void AllAgree()
    {
        (_after, _through) = (Day.Of(After), Day.Of(Through));
        int[] answers = [Metrics(), Loop(), NodaTimeLoop(), QuartzLoop()];
        if (answers.Distinct().Count() != 1)
            throw new InvalidOperationException(string.Join(", ", answers));
    }

    [Benchmark(Baseline = true)]
    public int Metrics() => _days.Calendar.Count(_after, _through);

    [Benchmark]
    public int Loop()
    {
        var count = 0;
        for (var day = After.AddDays(1); day <= Through; day = day.AddDays(1))
            count += _days.IsWorking(day) ? 1 : 0;
        return count;
    }

    [Benchmark]
    public int NodaTimeLoop()
    {
        var (count, through) = (0, LocalDate.FromDateOnly(Through));
        for (var day = LocalDate.FromDateOnly(After).PlusDays(1); day <= through; day = day.PlusDays(1))
            count += _days.IsWorking(day) ? 1 : 0;
        return count;
    }

    [Benchmark]
    public int QuartzLoop()
    {
        var count = 0;
        for (var day = After.AddDays(1); day <= Through; day = day.AddDays(1))
            count += _days.IsWorkingByQuartz(day) ? 1 : 0;
        return count;
    }
}
