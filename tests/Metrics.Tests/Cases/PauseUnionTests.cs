using CsCheck;
using Metrics.Calendars;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Tests.Calendars;
using Xunit;

namespace Metrics.Tests.Cases;

/// <summary>Unions of pauses and of spans, compared with looking at each day.</summary>
public class PauseUnionTests
{
    static readonly Day _first = Dates.Day("2019-09-01");

    static readonly Gen<(int Start, int Length)[]> _stretches = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 25]).Array[0, 6];

    static readonly Calendar _calendar = CalendarBook.Shipped.For(Dates.Beijing);

    [Fact]
    public void Paused_days_are_the_working_days_under_any_pause_day_by_day() =>
        Gen.Select(_stretches, _stretches, Gen.Bool, Gen.Int[0, 40], Gen.Int[0, 60]).Sample((special, correction, open, from, length) =>
        {
            var (s, c) = (Follow(special, open), Follow(correction, !open));
            var (after, through) = (_first + from, _first + from + length);
            var expected = Days(after + 1, length).Count(d => _calendar.IsWorking(d) && (Covers(s, d) || Covers(c, d)));
            Assert.Equal(expected, Pauses.WorkingDays(s, c, _calendar, after, through));
            Assert.Equal(Days(after + 1, length).Count(d => _calendar.IsWorking(d) && Covers(s, d)),
                Pauses.WorkingDays(s, null, _calendar, after, through));
        }, iter: 5_000);

    [Fact]
    public void A_union_of_spans_less_their_pauses_is_that_of_their_days() =>
        Gen.Select(_stretches, _stretches, _stretches).Sample((stretches, special, correction) =>
        {
            var spans = stretches.Select(s => new DaySpan(_first + s.Start, _first + s.Start + s.Length)).ToList();
            var (s, c) = (Follow(special, open: false), Follow(correction, open: false));
            Span<DaySpan> left = new DaySpan[spans.Count * (1 + s.List.Count + c.List.Count)];
            var count = 0;
            foreach (var span in spans)
                count += DaySpans.Unpaused(span, s, c, left[count..]);
            var expected = Days(_first, 120).Count(d =>
                _calendar.IsWorking(d) && !Covers(s, d) && !Covers(c, d) && spans.Exists(span => span.After < d && d <= span.Through));
            Assert.Equal(expected, DaySpans.WorkingDays(left[..count], _calendar));
        }, iter: 5_000);

    /// <summary>Pauses of one kind come one after the other.</summary>
    static Pauses Follow((int Start, int Length)[] stretches, bool open)
    {
        var (pauses, day) = (new Pauses(), _first);
        foreach (var (start, length) in stretches)
        {
            pauses.Start(day += start % 12, PauseReason.None);
            pauses.End(day += length % 9);
        }
        if (open)
            pauses.Start(day + 3, PauseReason.Hearing);
        return pauses;
    }

    static IEnumerable<Day> Days(Day first, int count) => Enumerable.Range(0, count).Select(d => first + d);

    static bool Covers(Pauses pauses, Day day) => pauses.List.Any(p => p.Start < day && day <= p.End);
}
