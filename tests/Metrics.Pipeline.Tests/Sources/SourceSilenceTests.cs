using System.Globalization;
using Metrics.Calendars;
using Metrics.Pipeline.Sources;

namespace Metrics.Pipeline.Tests.Sources;

public sealed class SourceSilenceTests
{
    [Theory]
    [InlineData("2019-09-30T18:00:00+08:00", "2019-09-30", 0)]
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-01", 0)] // today is not over
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-08", 0)] // seven days of holiday
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-09", 1)]
    [InlineData("2019-09-30T18:00:00+08:00", "2019-10-14", 5)] // Saturday the 12th is a make-up day, Sunday is not
    [InlineData("2019-09-29T20:00:00Z", "2019-10-01", 0)] // in China it is the 30th already
    public void A_silent_source_is_counted_in_whole_working_days(string lastLog, string today, int days) =>
        Assert.Equal(days, SourceSilence.WholeDays(
            CalendarBook.Shipped.National, DateTimeOffset.Parse(lastLog, CultureInfo.InvariantCulture), DateOnly.Parse(today, CultureInfo.InvariantCulture)));
}
