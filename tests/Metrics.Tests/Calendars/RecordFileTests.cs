using System.Text;
using Metrics.Calendars;
using Xunit;

namespace Metrics.Tests.Calendars;

public class RecordFileTests
{
    /// <summary>Made up: the notice of 2027 was not published when this was written.</summary>
    const string Holidays2027 = """
        { "name": "元旦", "off": ["2027-01-01/2027-01-03"] },
        { "name": "春节", "off": ["2027-02-05/2027-02-12"], "work": ["2027-01-31", "2027-02-13"] },
        { "name": "清明节", "off": ["2027-04-03/2027-04-05"] },
        { "name": "劳动节", "off": ["2027-05-01/2027-05-05"], "work": ["2027-04-25"] },
        { "name": "端午节", "off": ["2027-06-09"] },
        { "name": "中秋节", "off": ["2027-09-15"] },
        { "name": "国庆节", "off": ["2027-10-01/2027-10-05"], "work": [] }
        """;

    [Fact]
    public void Next_years_notice_is_one_record_in_one_file()
    {
        var records = Add(Notice(2027, "国办发明电〔2026〕1号", Holidays2027, "\"issued\": \"2026-11-02\""));
        var book = CalendarBook.Build(records);
        Assert.False(book.National.IsWorking(Dates.Day("2027-10-01")));
        Assert.True(book.National.IsWorking(Dates.Day("2027-02-13")));
        Assert.Null(book.FirstProvisional(Dates.Day("2026-12-01"), Dates.Day("2027-12-31")));
        Assert.Equal(Dates.Day("2027-01-01"), CalendarBook.Build(records, new(2026, 11, 1)).FirstProvisional(Dates.Day("2026-12-01"), Dates.Day("2027-12-31")));
        Assert.True(CalendarBook.Shipped.National.IsWorking(Dates.Day("2027-10-01")));
    }

    [Fact]
    public void A_year_without_an_own_notice_between_two_that_have_one_is_provisional()
    {
        var book = CalendarBook.Build(Add(Notice(2028, "a", """{ "name": "x", "off": ["2028-05-01/2028-05-17"] }""")));
        Assert.Equal(Dates.Day("2027-01-01"), book.FirstProvisional(Dates.Day("2026-06-01"), Dates.Day("2028-06-01")));
        Assert.Null(book.FirstProvisional(Dates.Day("2028-01-01"), Dates.Day("2028-12-31")));
    }

    [Fact]
    public void A_notice_whose_number_is_there_already_replaces_it()
    {
        var twice = Add(Notice(2027, "a", Holidays2027)).With("again", Bytes(Notice(2027, "a", Holidays2027.Replace("2027-06-09", "2027-06-10"))));
        Assert.True(CalendarBook.Build(twice).National.IsWorking(Dates.Day("2027-06-09")));
        Assert.False(CalendarBook.Build(twice).National.IsWorking(Dates.Day("2027-06-10")));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed_and_a_byte_order_mark_too() =>
        Assert.Equal("5101", CalendarRecords.Shipped.With("f", [0xEF, 0xBB, 0xBF, .. Bytes("""
            { // the city's own day
              "layers": [ { "prefix": "5101", "holidays": [ { "name": "x", "off": ["2021-03-01"], }, ], }, ] }
            """)]).Layers[^1].Prefix);

    [Fact]
    public void A_later_notice_takes_back_a_day_off_and_a_make_up_day()
    {
        var records = Add($$"""{ "notices": [ {{Record(2027, "a", Holidays2027, "\"issued\": \"2026-11-02\"")}}, {{Record(2027, "b",
            """{ "name": "端午节", "off": ["2027-06-14"], "work": ["2027-06-09"] }""", "\"amends\": \"a\", \"issued\": \"2027-03-01\"")}} ] }""");
        var (before, after) = (CalendarBook.Build(records, new(2027, 2, 28)).National, CalendarBook.Build(records, new(2027, 3, 1)).National);
        Assert.False(before.IsWorking(Dates.Day("2027-06-09")));
        Assert.True(after.IsWorking(Dates.Day("2027-06-09")));
        Assert.False(after.IsWorking(Dates.Day("2027-06-14")));
        Assert.Equal(DayKind.Weekday, after.Status(Dates.Day("2027-06-09")).Kind);
    }

    [Theory]
    [InlineData("2027-06-09", "2027-06-12", "15 weekdays off", "= 12, expected 13")] // one weekday off too few
    [InlineData("2027-06-09", "2027-06-09/2027-06-10", "2027-06-10", "= 14, expected 13")]
    [InlineData("2027-02-13", "2027-02-15", "2027-02-15", "expected a Saturday or Sunday")]
    [InlineData("2027-06-09", "2027-06-31", "'2027-06-31'", "expected a date yyyy-MM-dd")]
    [InlineData("2027-06-09", "2027-06-11/2027-06-09", "'2027-06-11/2027-06-09'", "expected a date yyyy-MM-dd")]
    [InlineData("2027-06-09", "2027-09-15", "'2027-09-15'", "expected each day once")]
    [InlineData("2027-06-09", "2028-01-03", "'2028-01-03'", "expected days from 2026-12-01 to 2027-12-31")]
    [InlineData("2027-06-09", "2026-11-30", "'2026-11-30'", "expected days from 2026-12-01 to 2027-12-31")]
    public void A_wrong_day_is_refused_with_the_date_what_was_found_and_what_was_expected(string right, string wrong, string found, string expected) =>
        Refused(Notice(2027, "国办发明电〔2026〕1号", Holidays2027.Replace(right, wrong)), "city.json: ", "国办发明电〔2026〕1号", found, expected);

    [Theory]
    [InlineData(2003, 10)]
    [InlineData(2007, 10)]
    [InlineData(2008, 11)]
    [InlineData(2024, 11)]
    [InlineData(2025, 13)]
    [InlineData(2030, 13)]
    public void A_years_days_off_less_its_days_worked_are_those_of_the_law(int year, int days)
    {
        var shipped = CalendarRecords.Shipped.Notices.FirstOrDefault(n => n.Year == year && n.Amends is null);
        var weekdays = Enumerable.Range(1, 31).Select(d => new DateOnly(year, 5, d)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToArray();
        string File(int count) => Notice(year, shipped?.Number ?? "new",
            $$"""{ "name": "x", "off": [ {{string.Join(",", weekdays.Take(count).Select(d => $"\"{d:yyyy-MM-dd}\""))}} ] }""");
        Add(File(days));
        Refused(File(days - 1), $"= {days - 1}, expected {days}");
        Refused(File(days + 1), $"= {days + 1}, expected {days}");
    }

    [Fact]
    public void Days_beyond_the_law_are_named_in_the_record()
    {
        Assert.Equal(
            [("国发明电〔2015〕1号", 1), ("国办发明电〔2020〕1号", 2)],
            CalendarRecords.Shipped.Notices.Where(n => n.ExtraDays > 0).Select(n => (n.Number, n.ExtraDays)));
        Refused(Notice(2027, "a", Holidays2027, "\"extra_days\": 1"), "= 13, expected 14");
    }

    [Theory]
    [InlineData("{}", "found neither \"notices\" nor \"layers\"")]
    [InlineData("", "line 1, column 1")]
    [InlineData("{ \"notices\": [ { \"yeer\": 2027 } ] }", "$.notices[0].yeer")]
    [InlineData("{ \"notices\": [ { \"year\": 2027, \"year\": 2027 } ] }", "$.notices[0].year")]
    [InlineData("{ \"notices\": [ null ] }", "notices[0]: year: found '', expected a year")]
    [InlineData("{ \"notices\": [ { \"year\": 2027 } ] }", "notices[0]: number: found '', expected a text")]
    [InlineData("{ \"notices\": [ { \"year\": 2027, \"number\": \"a\", \"issued\": \"2026-1-1\" } ] }", "issued: found '2026-1-1'")]
    [InlineData("{ \"notices\": [ { \"year\": 2027, \"number\": \"a\", \"holidays\": [] } ] }", "expected at least one holiday")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"051\" } ] }", "prefix: found '051', expected 1 to 6 digits")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"5101000\" } ] }", "prefix: found '5101000'")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"\" } ] }", "prefix: found ''")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"51\", \"holidays\": [ { \"name\": \"x\" } ] } ] }", "expected at least one day off or worked")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"51\", \"holidays\": [ { \"name\": \"x\", \"off\": [null] } ] } ] }", "off: found ''")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"51\", \"holidays\": [ { \"name\": \"x\", \"off\": [\"2021-01-01/2022-01-02\"] } ] } ] }", "at most 366 days")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"51\", \"holidays\": [ { \"name\": \"x\", \"off\": [\"2021-01-01\"], \"work\": [\"2021-01-01\"] } ] } ] }", "expected each day once")]
    public void A_file_that_is_no_record_file_is_refused(string json, string found) => Refused(json, "city.json: ", found);

    [Theory]
    [InlineData("{ \"X\": 1 }", "at 100002 characters: found what is no calendar record")]
    [InlineData("{ \"notices\": [ { \"year\": 2027, \"number\": \"X\" } ] }", "number: found 100000 letters, expected a text of at most 100 characters")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"51\", \"number\": \"X\" } ] }", "number: found 100000 letters")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"X\" } ] }", "prefix: found 100000 letters")]
    [InlineData("{ \"layers\": [ { \"prefix\": \"5\\n1\" } ] }", "prefix: found 2 characters, 2 lines")]
    public void A_value_that_is_long_or_has_several_lines_is_told_by_its_shape(string json, string found)
    {
        var fault = Assert.Throws<RefusedException>(() => Add(json.Replace("X", new string('x', 100_000), StringComparison.Ordinal)));
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.InRange(fault.Message.Length + fault.Why.Zh.Length, 1, 500);
    }

    [Fact]
    public void An_amendment_of_a_long_number_is_told_by_its_shape() =>
        Refused(Notice(2027, "b", Holidays2027, $"\"amends\": \"{new string('x', 100_000)}\""), "found \"amends\": 100000 letters");

    [Fact]
    public void Two_own_notices_for_a_year_are_refused() =>
        Refused(Notice(2026, "another", Holidays2027.Replace("2027-", "2026-")), "another", "国办发明电〔2025〕7号 for 2026 too");

    [Fact]
    public void An_amendment_of_a_notice_that_is_not_there_is_refused() =>
        Refused(Notice(2027, "b", Holidays2027, "\"amends\": \"c\""), "found \"amends\": 'c'", "expected the number of the own notice of 2027");

    [Fact]
    public void An_amendment_older_than_its_notice_is_refused() =>
        Refused(Notice(2026, "b", """{ "name": "x", "off": ["2026-03-02"] }""", "\"amends\": \"国办发明电〔2025〕7号\", \"issued\": \"2025-11-03\""),
            "found issued 2025-11-03", "2025-11-04");

    [Fact]
    public void One_number_twice_in_a_file_is_refused() =>
        Refused($$"""{ "notices": [ {{Record(2027, "a", Holidays2027)}}, {{Record(2027, "a", Holidays2027)}} ] }""", "2 records with this number");

    static CalendarRecords Add(string json) => CalendarRecords.Shipped.With("city.json", Bytes(json));

    static void Refused(string json, params string[] parts)
    {
        var refusal = Assert.Throws<RefusedException>(() => Add(json));
        Assert.All(parts, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
        Assert.StartsWith("city.json：", refusal.Why.Zh, StringComparison.Ordinal);
    }

    static string Notice(int year, string number, string holidays, string? more = null) => $$"""{ "notices": [ {{Record(year, number, holidays, more)}} ] }""";

    static string Record(int year, string number, string holidays, string? more = null) =>
        $$"""{ "year": {{year}}, "number": "{{number}}", {{(more is null ? "" : more + ",")}} "holidays": [ {{holidays}} ] }""";

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
