using System.Globalization;

namespace Metrics.Page.Tests;

/// <summary>The page as a file, in a real browser.</summary>
public sealed class FilePageTests(Chromium chromium, City city)
{
    static readonly string[] _policies = ["business_setup", "government_permit", "industrial_permit", "social_permit"];

    [Fact]
    public async Task The_head_says_whose_numbers_of_what_day_and_how_many_lines()
    {
        await using var window = await OpenAsync();
        var head = await window.TextAsync("#head");
        Assert.Contains("云溪市", head, StringComparison.Ordinal);
        Assert.Contains("数据截至 2019-12-31", head, StringComparison.Ordinal);
        var files = city.Lines("quality").Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Contains($"{files.Count} 个文件、{Sum(files, 2)} 行办件日志；拒收 {Sum(files, 5)} 行", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_promises_of_the_year_come_first_and_equal_the_table()
    {
        await using var window = await OpenAsync();
        Assert.Equal("时限承诺", await window.TextAsync("#view h2"));
        await CardsEqualAsync(window, "2019", "*");
    }

    [Theory, InlineData("2019-Q2"), InlineData("2019-07")]
    public async Task A_period_that_is_picked_shows_its_numbers(string period)
    {
        await using var window = await OpenAsync();
        await window.Page.FocusAsync("#period");
        await window.Page.SelectOptionAsync("#period", period);
        await window.Page.WaitForSelectorAsync($"#view[data-view='{period}/*']");
        await CardsEqualAsync(window, period, "*");
        Assert.Contains($"period={period}", window.Page.Url, StringComparison.Ordinal);
        Assert.Equal("period", await window.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_district_that_is_picked_shows_its_numbers_and_a_period_without_districts_leads_back_to_the_city()
    {
        await using var window = await OpenAsync();
        var district = await window.EvaluateAsync<string>("document.querySelector('#district').options[2].value");
        await window.Page.SelectOptionAsync("#district", district);
        await window.Page.WaitForSelectorAsync($"#view[data-view='2019/{district}']");
        await CardsEqualAsync(window, "2019", district);
        await window.Page.SelectOptionAsync("#period", "2019-05");
        await window.Page.WaitForSelectorAsync("#view[data-view='2019-05/*']");
        Assert.Equal("*", await window.Page.InputValueAsync("#district"));
    }

    [Fact]
    public async Task The_address_of_a_view_opens_it()
    {
        await using var window = await OpenAsync("#period=2019-11&district=*&lang=en");
        await window.Page.WaitForSelectorAsync("#view[data-view='2019-11/*']");
        Assert.Equal("The promises", await window.TextAsync("#view h2"));
    }

    /// <summary>A table of the page, and its CSV.</summary>
    sealed class SeenTable
    {
        public required string Download { get; init; }
        public required string Href { get; init; }
        public required string[][] Numbers { get; init; }
    }

    [Theory, InlineData("2019"), InlineData("2019-06")]
    public async Task Every_table_equals_its_csv_and_every_line_of_the_csv_is_published(string period)
    {
        await using var window = await OpenAsync($"#period={period}");
        await window.Page.WaitForSelectorAsync($"#view[data-view='{period}/*']");
        var tables = await window.EvaluateAsync<SeenTable[]>("""
            [...document.querySelectorAll('.data')].map(data => ({
              Download: data.querySelector('a.csv').download,
              Href: data.querySelector('a.csv').href,
              Numbers: [...data.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('td.n')].map(cell => cell.textContent)),
            }))
            """);
        Assert.True(tables.Length > 10);
        Assert.All(tables, IsPublished);
    }

    void IsPublished(SeenTable table)
    {
        if (table.Download.StartsWith("overdue_ages", StringComparison.Ordinal))
            return; // it comes from the evidence
        var published = city.Lines(table.Download.Split('-')[0]);
        var csv = Uri.UnescapeDataString(table.Href.Split(',', 2)[1]).TrimEnd('\n').Split('\n');
        Assert.Equal(published[0], csv[0]);
        Assert.Empty(csv.Except(published));
        Assert.Equal(csv.Length - 1, table.Numbers.Length);
        foreach (var (numbers, line) in table.Numbers.Zip(csv[1..]))
            Assert.Empty(numbers.Select(AsPublished).Except(line.Split(',')));
    }

    [Fact]
    public async Task Every_picture_has_a_title_a_definition_and_a_table()
    {
        await using var window = await OpenAsync();
        Assert.Equal(0, await window.EvaluateAsync<int>("[...document.querySelectorAll('svg[role=img]')].filter(s => !s.querySelector('title')?.textContent).length"));
        Assert.Equal(0, await window.EvaluateAsync<int>(
            "[...document.querySelectorAll('figure')].filter(f => f.querySelector('svg') && !(f.querySelector('.definition') && f.querySelector('details table') && f.querySelector('a.csv'))).length"));
    }

    [Fact]
    public async Task Items_are_ranked_by_late_cases_and_small_samples_come_last()
    {
        await using var window = await OpenAsync();
        var rows = await window.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('#late figure:nth-of-type(2) tbody tr')].map(r => [...r.querySelectorAll('td.n')].slice(0, 2).map(c => c.textContent.replaceAll(',', '')).join(','))");
        var counts = rows.Select(r => r.Split(',')).Select(c => (Ended: int.Parse(c[0], CultureInfo.InvariantCulture), OnTime: int.Parse(c[1], CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(20, counts.Count);
        Assert.Equal(counts.OrderBy(c => c.Ended < 5).ThenByDescending(c => c.Ended - c.OnTime).Select(c => c.Ended - c.OnTime), counts.Select(c => c.Ended - c.OnTime));
    }

    [Fact]
    public async Task What_is_overdue_is_told_by_its_age_and_adds_up_to_the_backlog()
    {
        await using var window = await OpenAsync();
        var units = await window.EvaluateAsync<string[]>("[...document.querySelectorAll('#waiting figure:nth-of-type(3) tbody td:last-child')].map(c => c.textContent)");
        Assert.Equal(5, units.Length);
        Assert.Equal(city.Row("backlog", "2019-12", "*", "*", "*")["overdue"], $"{units.Sum(u => int.Parse(u, CultureInfo.InvariantCulture))}");
    }

    [Fact]
    public async Task Nothing_is_asked_for_and_the_console_is_silent()
    {
        await using var window = await OpenAsync();
        await window.Page.SelectOptionAsync("#period", "2019-03");
        await window.Page.WaitForSelectorAsync("#view[data-view='2019-03/*']");
        await window.Page.ClickAsync(".languages a[lang=en]");
        Assert.Equal([city.Page.AbsoluteUri], window.Requests);
        Assert.Empty(window.Errors);
    }

    [Fact]
    public async Task The_language_is_one_switch_and_stands_in_the_address()
    {
        await using var window = await OpenAsync();
        await window.Page.ClickAsync(".languages a[lang=en]");
        await window.Page.WaitForSelectorAsync("html[lang=en]");
        Assert.EndsWith("lang=en", window.Page.Url, StringComparison.Ordinal);
        Assert.Equal("The promises", await window.TextAsync("#view h2"));
        Assert.DoesNotContain("按时办结", await window.TextAsync("#promises .card"), StringComparison.Ordinal);
    }

    async Task CardsEqualAsync(Window window, string period, string district)
    {
        var cards = await window.Page.Locator("#promises .card").AllInnerTextsAsync();
        Assert.Equal(_policies.Length, cards.Count);
        foreach (var (policy, card) in _policies.Zip(cards))
        {
            if (!city.Lines("approval_time").Any(l => l.StartsWith($"{period},{policy},{district},*,", StringComparison.Ordinal)))
            {
                Assert.Contains("没有办结", card, StringComparison.Ordinal);
                continue;
            }
            var row = city.Row("approval_time", period, policy, district, "*");
            Assert.Contains(City.Percent(row["on_time_rate"]), card, StringComparison.Ordinal);
            Assert.Contains($"按时办结 {City.Grouped(row["on_time"])} / {City.Grouped(row["finished"])}", card, StringComparison.Ordinal);
            Assert.Contains($"兑现率 {City.Percent(row["kept_rate"])}", card, StringComparison.Ordinal);
            Assert.Contains($"中位数 {row["net_p50"]} ○ 九成位 {row["net_p90"]}", card, StringComparison.Ordinal);
        }
    }

    async Task<Window> OpenAsync(string fragment = "")
    {
        var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(city.Page + fragment);
        return window;
    }

    /// <summary>The digits as the table has them.</summary>
    static string AsPublished(string shown) =>
        shown == "–" ? ""
        : shown.EndsWith('%') ? (decimal.Parse(shown[..^1], CultureInfo.InvariantCulture) / 100).ToString("0.0000", CultureInfo.InvariantCulture)
        : shown.Replace(",", "", StringComparison.Ordinal);

    static string Sum(IEnumerable<string[]> rows, int column) =>
        rows.Sum(r => long.Parse(r[column], CultureInfo.InvariantCulture)).ToString("#,0", CultureInfo.InvariantCulture);
}
