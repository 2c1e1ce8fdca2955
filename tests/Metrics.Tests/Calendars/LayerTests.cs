using System.Text;
using Metrics.Calendars;
using Xunit;

namespace Metrics.Tests.Calendars;

public class LayerTests
{
    static readonly CalendarBook All = CalendarBook.Shipped;

    [Theory]
    [InlineData(420100, 1)]
    [InlineData(429004, 1)]
    [InlineData(110101, 10)]
    [InlineData(0, 10)]
    public void Hubei_is_off_up_to_2020_02_13(int district, int days) =>
        Assert.Equal(days, All.For(new(district)).Count("2020-01-23", "2020-02-14"));

    [Theory]
    [InlineData("2020-01-31", 10)]
    [InlineData("2020-02-01", 1)]
    public void A_layer_counts_from_the_day_it_was_issued(string knownOn, int days) =>
        Assert.Equal(days, Dates.KnownOn(knownOn).For(Dates.Wuhan).Count("2020-01-23", "2020-02-14"));

    [Theory]
    [InlineData("2023-11-30", 3)]
    [InlineData("2023-12-01", 1)]
    public void A_layer_without_a_day_of_issue_counts_from_1_December_of_the_year_before(string knownOn, int days) =>
        Assert.Equal(days, Dates.KnownOn(knownOn).For(new(450103)).Count("2024-04-10", "2024-04-15"));

    [Theory]
    [InlineData("2011-07-31", true)] // a Sunday that the prefecture works
    [InlineData("2011-07-25", false)]
    [InlineData("2011-10-08", false)] // the national make-up day is the prefecture's own holiday
    [InlineData("2011-10-09", true)] // the other national make-up day stays
    [InlineData("2011-11-27", true)]
    public void Liangshan_2011_has_its_own_days(string day, bool working) =>
        Assert.Equal(working, All.For(Dates.Xichang).IsWorking(Dates.Day(day)));

    [Fact]
    public void Liangshans_days_do_not_hold_elsewhere_in_Sichuan()
    {
        Assert.Equal(2, All.For(Dates.Xichang).Count("2011-07-22", "2011-08-01"));
        Assert.Equal(6, All.For(new(510104)).Count("2011-07-22", "2011-08-01"));
    }

    [Fact]
    public void Layers_can_be_left_out()
    {
        var national = CalendarBook.Build(CalendarRecords.Shipped, layers: false);
        Assert.Equal(10, national.For(Dates.Wuhan).Count("2020-01-23", "2020-02-14"));
        Assert.Empty(national.Layers);
    }

    [Fact]
    public void A_longer_prefix_decides_whatever_the_order_of_the_records()
    {
        var book = Build(Layer("4201", work: "2020-02-10"), Layer("42", off: "2020-02-10"), Layer("420102", off: "2020-02-10"));
        Assert.True(book.For(new(420106)).IsWorking(Dates.Day("2020-02-10")));
        Assert.False(book.For(new(420102)).IsWorking(Dates.Day("2020-02-10")));
        Assert.False(book.For(new(420500)).IsWorking(Dates.Day("2020-02-10")));
    }

    [Fact]
    public void Of_one_length_the_later_record_decides_the_citys_after_the_shipped()
    {
        Assert.True(Build(Layer("42", work: "2020-02-10")).For(Dates.Wuhan).IsWorking(Dates.Day("2020-02-10")));
        Assert.False(Build(Layer("42", work: "2020-02-10"), Layer("42", off: "2020-02-10")).For(Dates.Wuhan).IsWorking(Dates.Day("2020-02-10")));
    }

    [Fact]
    public void A_longer_prefix_keeps_the_days_of_the_shorter_ones()
    {
        var wuhan = Build(Layer("4201", off: "2020-03-02")).For(Dates.Wuhan);
        Assert.Equal(0, wuhan.Count("2020-02-28", "2020-03-02"));
        Assert.Equal(1, wuhan.Count("2020-01-23", "2020-02-14"));
    }

    [Fact]
    public void A_prefix_is_digits_of_the_code_and_no_number()
    {
        var book = Build(Layer("4", off: "2021-03-01"));
        Assert.False(book.For(new(420100)).IsWorking(Dates.Day("2021-03-01")));
        Assert.True(book.For(new(140100)).IsWorking(Dates.Day("2021-03-01")));
        Assert.True(book.National.IsWorking(Dates.Day("2021-03-01")));
    }

    static CalendarBook Build(params string[] layers) => CalendarBook.Build(
        CalendarRecords.Shipped.With("city.json", Encoding.UTF8.GetBytes($$"""{ "layers": [ {{string.Join(",", layers)}} ] }""")));

    static string Layer(string prefix, string? off = null, string? work = null) =>
        $$"""{ "prefix": "{{prefix}}", "holidays": [ { "name": "x", "{{(off is null ? "work" : "off")}}": ["{{off ?? work}}"] } ] }""";
}
