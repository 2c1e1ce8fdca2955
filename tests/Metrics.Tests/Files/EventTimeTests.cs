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

    static string? DateAlone(string text) =>
        EventTime.TryDateAlone(Encoding.UTF8.GetBytes(text), out var date) ? date.ToString("yyyy-MM-dd") : null;

    [Theory]
    [InlineData("2019-03-04T09:05:07", "2019-03-04T09:05:07")]
    [InlineData("2019-03-04 09:05:07", "2019-03-04T09:05:07")]
    [InlineData("2019/3/4 9:05", "2019-03-04T09:05:00")]
    [InlineData("2019-3-4 9:05", "2019-03-04T09:05:00")]
    [InlineData("2019.12.31 9:05:59.5", "2019-12-31T09:05:59.5")]
    [InlineData("2019/03/04T09:05", "2019-03-04T09:05:00")]
    [InlineData("2019年3月4日 9:05", "2019-03-04T09:05:00")]
    [InlineData("2019年03月04日09:05:07.25Z", "2019-03-04T17:05:07.25")]
    [InlineData("20190304 9:05", "2019-03-04T09:05:00")]
    [InlineData("20190304090507.123456789", "2019-03-04T09:05:07.1234567")]
    [InlineData("20190304T090507Z", "2019-03-04T17:05:07")]
    [InlineData("2019-03-04T09:05+08", "2019-03-04T09:05:00")]
    [InlineData("2019-03-04T09:05-03:30", "2019-03-04T20:35:00")]
    [InlineData("2019-03-04T00:00:00+1400", "2019-03-03T18:00:00")]
    [InlineData("2019-02-28T24:00", "2019-03-01T00:00:00")]
    [InlineData("20190228240000-0000", "2019-03-01T08:00:00")]
    [InlineData("2020-02-29", "2020-02-29T00:00:00")]
    public void Times_of_the_grammar_are_china_standard_time(string text, string expected)
    {
        Assert.Equal(expected, Parse(text));
    }

    [Theory]
    [InlineData("2019年3月4日9时05分", "2019-03-04T09:05:00")]
    [InlineData("2019年3月4日 23时5分7秒", "2019-03-04T23:05:07")]
    [InlineData("2019/3/4T0时00分00秒", "2019-03-04T00:00:00")]
    [InlineData("20190304 9时05分", "2019-03-04T09:05:00")]
    [InlineData("2019年3月4日下午9时05分", "2019-03-04T21:05:00")]
    [InlineData("2019年3月4日 上午 12时05分", "2019-03-04T00:05:00")]
    public void A_time_in_hours_and_minutes_is_read(string text, string expected)
    {
        Assert.Equal(expected, Parse(text));
    }

    [Theory]
    [InlineData("2019年3月4日9时05"), InlineData("2019年3月4日9时"), InlineData("2019年3月4日9时05分7"), InlineData("2019年3月4日9时05分7.5秒")]
    [InlineData("2019年3月4日9时05分Z"), InlineData("2019年3月4日24时00分"), InlineData("2019年3月4日9时60分"), InlineData("2019年3月4日9时05分60秒")]
    [InlineData("2019年3月4日9时05分AM"), InlineData("2019-3-49时05分"), InlineData("2019年3月4日009时05分"), InlineData("2019年3月4日9点05分")]
    public void Hours_and_minutes_have_both_signs_and_nothing_behind_them(string text)
    {
        Assert.Null(Parse(text));
    }

    [Theory]
    [InlineData("2019/3/4 上午 9:05:00", "2019-03-04T09:05:00")]
    [InlineData("2019/3/4 下午9:05", "2019-03-04T21:05:00")]
    [InlineData("2019/3/4T上午12:30", "2019-03-04T00:30:00")]
    [InlineData("2019/3/4 12:30 PM", "2019-03-04T12:30:00")]
    [InlineData("2019/3/4 12:30am", "2019-03-04T00:30:00")]
    [InlineData("2019/3/4 1:00:00.5pm", "2019-03-04T13:00:00.5")]
    [InlineData("2019/3/4 11:59:59 AM", "2019-03-04T11:59:59")]
    public void Of_twelve_hours_the_twelfth_is_the_first(string text, string expected)
    {
        Assert.Equal(expected, Parse(text));
    }

    [Theory]
    [InlineData("2019/3/4 0:05 AM"), InlineData("2019/3/4 13:05 PM"), InlineData("2019/3/4 下午13:05"), InlineData("2019/3/4 上午0:05"), InlineData("2019/3/4 上午24:00")]
    [InlineData("2019/3/4 9:05  AM"), InlineData("2019/3/4 上午  9:05"), InlineData("2019/3/4 9:05 Am"), InlineData("2019/3/4 9:05 A"), InlineData("2019/3/4 上午")]
    [InlineData("2019/3/4 上午9:05 AM"), InlineData("2019/3/4 9:05 AM Z"), InlineData("2019/3/4 上午9:05+08:00"), InlineData("2019/3/4上午9:05"), InlineData("20190304上午9:05")]
    [InlineData("20190304 上午090507"), InlineData("20190304 090507 AM"), InlineData("2019/3/4 AM 9:05"), InlineData("2019/3/4 9:05上午"), InlineData("2019/3/4 9 AM")]
    public void A_twelve_hour_time_has_one_sign_in_its_place_and_no_offset(string text)
    {
        Assert.Null(Parse(text));
    }

    // 43528 days are 25569 to 1970-01-01 and 17959 on; 0.378472222222 of a day are 32,699.99… s, 0.00015625 are 13.5 s.
    [Theory]
    [InlineData("1551661507008", "2019-03-04T09:05:07.008")]
    [InlineData("0946656000000", "2000-01-01T00:00:00")]
    [InlineData("43528", "2019-03-04T00:00:00")]
    [InlineData("43528.378472222222", "2019-03-04T09:05:00")]
    [InlineData("43528.00015625", "2019-03-04T00:00:14")]
    [InlineData("43528.000005", "2019-03-04T00:00:00")]
    [InlineData("43528.999999", "2019-03-05T00:00:00")]
    [InlineData("43528.999999999999", "2019-03-05T00:00:00")]
    [InlineData("36526", "2000-01-01T00:00:00")]
    [InlineData("73050.5", "2099-12-31T12:00:00")]
    public void A_number_is_milliseconds_or_a_spreadsheets_days(string text, string expected)
    {
        Assert.Equal(expected, Parse(text));
    }

    [Theory]
    [InlineData("4352"), InlineData("435281"), InlineData("12345"), InlineData("82000"), InlineData("43528."), InlineData("43528.x"), InlineData("43528.1.2"), InlineData("+43528")]
    [InlineData("43528.1234567890123"), InlineData("43528,5"), InlineData("155166150000"), InlineData("15516615000000"), InlineData("1551661500000.0"), InlineData("1551661500000Z"), InlineData("43528 09:05")]
    public void A_number_of_other_lengths_is_no_time(string text)
    {
        Assert.Null(Parse(text));
    }

    [Theory]
    [InlineData("2019-02-29"), InlineData("2019-00-10"), InlineData("2019-01-00"), InlineData("2019-02-29 00:00:00"), InlineData("2019-13-1")]
    [InlineData("2019/3/4T9:5"), InlineData("2019/3/"), InlineData("2019//4"), InlineData("2019-03/04"), InlineData("2019.3-4"), InlineData("2019/3/4090507"), InlineData("2019-003-4")]
    [InlineData("2019年3月4"), InlineData("2019年3-4日"), InlineData("19年3月4日"), InlineData("2019年3月4号"), InlineData("2019 3 4"), InlineData("2019_3_4")]
    [InlineData("2019-03-04T"), InlineData("2019-03-04 "), InlineData("2019-03-04  09:05"), InlineData("2019-03-04T09"), InlineData("2019-03-04T09:"), InlineData("2019-03-04T009:05")]
    [InlineData("2019-03-04T24:00:01"), InlineData("2019-03-04T24:00:00.0"), InlineData("20190304240000.0"), InlineData("2019-03-04T25:00"), InlineData("2019-03-04T09:05:")]
    [InlineData("2019-03-04T09:05.5"), InlineData("2019-03-04T09:05:07,5"), InlineData("2019-03-04T09:05:07.1234567890"), InlineData("2019-03-04T09:05+14:01"), InlineData("2019-03-04T09:05+8:00"), InlineData("2019-03-04T09:05+08:0")]
    [InlineData("2019-03-04T09:05ZZ"), InlineData("2019-03-04T09:05+"), InlineData("2019-03-04+08:00"), InlineData("201903040905"), InlineData("201903049:05"), InlineData("20190304 0905"), InlineData("2019030"), InlineData("")]
    [InlineData("2019-03-04\u300009:05"), InlineData("2019-03-04T09:05:0x"), InlineData("２０１９-03-04"), InlineData("2019-03-04T0/:05:07"), InlineData("2019-03-04T09:05:6\u0030x"), InlineData("2019-03-04t09:05"), InlineData("2019-03-04T09:05 Z")]
    public void Anything_else_is_no_time(string text)
    {
        Assert.Null(Parse(text));
    }

    [Theory]
    [InlineData("2000-01-01", true), InlineData("1999-12-31T16:00Z", true), InlineData("2099-12-31 23:59:59", true), InlineData("2099-12-31T23:59:59.9999999", true)]
    [InlineData("1999-12-31 23:59:59", false), InlineData("2000-01-01T00:00+08:01", false), InlineData("2099-12-31T24:00", false), InlineData("2100-01-01 00:00:00", false)]
    [InlineData("0001-01-01 00:00:00", false), InlineData("0001-01-01", false), InlineData("0000-00-00 00:00:00", false), InlineData("1900-01-01", false), InlineData("9999-12-31T24:00", false)]
    [InlineData("0946655999999", false), InlineData("4102415999999", true), InlineData("4102416000000", false), InlineData("36525.99999", false), InlineData("73050", true), InlineData("73051", false)]
    public void A_time_lies_in_the_years_2000_to_2099(string text, bool good)
    {
        Assert.Equal(good, Parse(text) is not null);
    }

    [Theory]
    [InlineData("20190304"), InlineData("2019/3/4"), InlineData("2019年3月4日"), InlineData("43528"), InlineData("43528.000")]
    public void A_date_alone_is_the_days_start_or_its_last_second(string text)
    {
        Assert.Equal("2019-03-04T00:00:00", Parse(text));
        Assert.Equal("2019-03-04T23:59:59", Parse(text, start: false));
        Assert.Equal("2019-03-04", DateAlone(text));
    }

    [Theory]
    [InlineData("2019-03-04 00:00:00"), InlineData("20190304000000"), InlineData("43528.000001"), InlineData("1551628800000"), InlineData("2019-02-29"), InlineData("")]
    public void A_time_of_day_makes_it_no_date_alone(string text)
    {
        Assert.Null(DateAlone(text));
    }

    [Fact]
    public void A_date_alone_may_lie_in_any_year()
    {
        Assert.Equal(("0001-01-01", "9999-12-31"), (DateAlone("0001-1-1"), DateAlone("99991231")));
    }

    [Fact]
    public void What_was_read_before_changes_nothing()
    {
        string[] texts = ["2019-02-28 10:00:00", "2019-02-29 10:00:00", "2019-02-28 24:00:00", "0000-00-00 00:00:00", "2019-03-28 10:00:00",
            "2019-03-2810:00:00x", "2019/02/28 10:00:00", "2019-02-28T10:00:60", "1999-02-28 10:00:00"];
        Gen.Int[0, texts.Length - 1].Select(i => texts[i]).Array[1, 12].Sample(read =>
        {
            var last = default(EventTime.LastDay);
            foreach (var text in read)
            {
                Assert.Equal(Parse(text), EventTime.TryParse(Encoding.UTF8.GetBytes(text), true, ref last, out var ticks)
                    ? new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF") : null);
            }
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void Every_day_and_second_written_in_full_is_read_back()
    {
        for (var time = new DateTime(2000, 1, 1); time.Year < 2032; time = time.AddSeconds(30_011))
            Assert.Equal(time.ToString("yyyy-MM-ddTHH:mm:ss"), Parse(time.ToString("yyyy-MM-dd HH:mm:ss")));
    }

    [Fact]
    public void One_moment_is_one_time_in_every_form()
    {
        string[] forms = ["yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm:ss", "yyyy.M.dTHH:mm:ss", "yyyy年M月d日H:mm:ss", "yyyy年MM月dd日 HH时m分s秒", "yyyyMMddHHmmss",
            "yyyyMMdd H:mm:ss", "yyyy-M-d h:mm:ss tt", "yyyy/M/d h:mm:sstt", "yyyy-MM-ddTHH:mm:ss+08:00"];
        Gen.Int[0, int.MaxValue].Sample(seconds =>
        {
            var time = new DateTime(2000, 1, 1).AddSeconds(seconds % 3_155_760_000L);
            foreach (var form in forms)
                Assert.Equal(time.ToString("yyyy-MM-ddTHH:mm:ss"), Parse(time.ToString(form, System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(time.ToString("yyyy-MM-ddTHH:mm:ss"), Parse($"{(time - DateTime.UnixEpoch).TotalMilliseconds - 28_800_000:0000000000000}"));
            Assert.Equal(time.ToString("yyyy-MM-ddTHH:mm:ss"), Parse($"{time.ToOADate():0.0000000000}"));
        }, iter: 300);
    }
}
