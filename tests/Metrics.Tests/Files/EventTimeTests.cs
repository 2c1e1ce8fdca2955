using System.Text;
using CsCheck;
using Metrics.Files;
using Xunit;

namespace Metrics.Tests.Files;

public sealed class EventTimeTests
{
    static string? Parse(string text, bool start = true) =>
        EventTime.TryParse(Encoding.UTF8.GetBytes(text), start, out var ticks)
            ? new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF") : null;

    [Theory]
    [InlineData("2019-03-04T09:05:07", "2019-03-04T09:05:07")]
    [InlineData("2019-03-04 09:05:07", "2019-03-04T09:05:07")]
    [InlineData("2019/3/4 9:05", "2019-03-04T09:05:00")]
    [InlineData("2019/12/31 9:05:59.5", "2019-12-31T09:05:59.5")]
    [InlineData("2019/03/04T09:05", "2019-03-04T09:05:00")]
    [InlineData("20190304090507.123456789", "2019-03-04T09:05:07.1234567")]
    [InlineData("20190304T090507Z", "2019-03-04T17:05:07")]
    [InlineData("2019-03-04T09:05+08", "2019-03-04T09:05:00")]
    [InlineData("2019-03-04T09:05-03:30", "2019-03-04T20:35:00")]
    [InlineData("2019-03-04T00:00:00+1400", "2019-03-03T18:00:00")]
    [InlineData("2019-02-28T24:00", "2019-03-01T00:00:00")]
    [InlineData("20190228240000-0000", "2019-03-01T08:00:00")]
    [InlineData("2020-02-29", "2020-02-29T00:00:00")]
    [InlineData("0001-01-01T00:00:00", "0001-01-01T00:00:00")]
    [InlineData("9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999")]
    public void Times_of_the_grammar_are_china_standard_time(string text, string expected)
    {
        Assert.Equal(expected, Parse(text));
    }

    [Theory]
    [InlineData("2019-02-29"), InlineData("1900-02-29"), InlineData("0000-01-01"), InlineData("2019-00-10"), InlineData("2019-01-00"), InlineData("0000-00-00 00:00:00"), InlineData("2019-02-29 00:00:00")]
    [InlineData("2019-3-4"), InlineData("2019/3/4T9:5"), InlineData("2019/3/"), InlineData("2019//4"), InlineData("2019-03/04"), InlineData("2019/3/4090507")]
    [InlineData("2019-03-04T"), InlineData("2019-03-04 "), InlineData("2019-03-04  09:05"), InlineData("2019-03-04T09"), InlineData("2019-03-04T09:"), InlineData("2019-03-04T009:05")]
    [InlineData("2019-03-04T24:00:01"), InlineData("2019-03-04T24:00:00.0"), InlineData("20190304240000.0"), InlineData("2019-03-04T25:00"), InlineData("2019-03-04T09:05:")]
    [InlineData("2019-03-04T09:05.5"), InlineData("2019-03-04T09:05:07,5"), InlineData("2019-03-04T09:05:07.1234567890"), InlineData("2019-03-04T09:05+14:01"), InlineData("2019-03-04T09:05+8:00"), InlineData("2019-03-04T09:05+08:0")]
    [InlineData("2019-03-04T09:05ZZ"), InlineData("2019-03-04T09:05+"), InlineData("2019-03-04+08:00"), InlineData("201903040905"), InlineData("20190304 09:05"), InlineData("2019030"), InlineData("")]
    [InlineData("9999-12-31T24:00"), InlineData("0001-01-01T00:00+09:00"), InlineData("2019-03-04\u300009:05"), InlineData("2019-03-04T09:05:0x"), InlineData("２０１９-03-04"), InlineData("2019-03-04T0/:05:07"), InlineData("2019-03-04T09:05:6\u0030x")]
    public void Anything_else_is_no_time(string text)
    {
        Assert.Null(Parse(text));
    }

    [Fact]
    public void A_date_alone_is_the_days_start_or_its_last_second()
    {
        Assert.Equal("2019-03-04T00:00:00", Parse("20190304"));
        Assert.Equal("2019-03-04T23:59:59", Parse("2019/3/4", start: false));
    }

    [Fact]
    public void What_was_read_before_changes_nothing()
    {
        string[] texts = ["2019-02-28 10:00:00", "2019-02-29 10:00:00", "2019-02-28 24:00:00", "0000-00-00 00:00:00", "2019-03-28 10:00:00",
            "2019-03-2810:00:00x", "2019/02/28 10:00:00", "2019-02-28T10:00:60"];
        Gen.Int[0, texts.Length - 1].Select(i => texts[i]).Array[1, 12].Sample(read =>
        {
            var last = default(EventTime.LastDay);
            foreach (var text in read)
                Assert.Equal(Parse(text), EventTime.TryParse(Encoding.UTF8.GetBytes(text), true, ref last, out var ticks)
                    ? new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF") : null);
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void Every_day_and_second_written_in_full_is_read_back()
    {
        for (var time = new DateTime(1999, 12, 30); time.Year < 2032; time = time.AddSeconds(30_011))
            Assert.Equal(time.ToString("yyyy-MM-ddTHH:mm:ss"), Parse(time.ToString("yyyy-MM-dd HH:mm:ss")));
    }
}
