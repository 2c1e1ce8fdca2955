using BenchmarkDotNet.Attributes;
using Metrics.Calendars;
using Calendar = Metrics.Calendars.Calendar;

namespace Metrics.Bench.Calendars;

/// <summary>Finding a district's calendar, once a case: with the shipped layers, and what building a book costs, once a run.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class CalendarOfDistrict
{
    readonly CalendarBook _book = CalendarBook.Shipped;
    readonly CalendarRecords _records = CalendarRecords.Shipped;

    [Params(110101, 420100)]
    public int District { get; set; }

    [Benchmark(Baseline = true)]
    public Calendar For() => _book.For(new(District));

    [Benchmark]
    public CalendarBook Build() => CalendarBook.Build(_records);
}
