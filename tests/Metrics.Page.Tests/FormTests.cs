using Microsoft.Playwright;

namespace Metrics.Page.Tests;

/// <summary>The page for everybody: on a telephone and on paper, in the dark, with a screen reader, without script.</summary>
public sealed class FormTests(Chromium chromium, City city)
{
    const string OpenTables = "document.querySelectorAll('details').forEach(d => d.open = true)";

    [Theory, InlineData("zh", ColorScheme.Light), InlineData("en", ColorScheme.Dark)]
    public async Task Axe_finds_no_serious_fault(string language, ColorScheme colours)
    {
        await using var window = await OpenAsync($"#lang={language}", new() { ColorScheme = colours });
        Assert.Empty(await window.SeriousFaultsAsync());
        await window.EvaluateAsync<object>(OpenTables);
        Assert.Empty(await window.SeriousFaultsAsync());
    }

    [Theory, InlineData("zh"), InlineData("en")]
    public async Task A_telephone_needs_no_sideways_scroll(string language)
    {
        await using var window = await OpenAsync($"#lang={language}", new() { ViewportSize = new() { Width = 360, Height = 740 } });
        Assert.Equal(360, await window.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await window.EvaluateAsync<object>(OpenTables);
        Assert.Equal(360, await window.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task No_text_of_a_picture_runs_into_another_on_a_telephone()
    {
        await using var window = await OpenAsync("", new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var met = await window.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('svg')].flatMap(svg => {
              const boxes = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]).filter(([, b]) => b.width > 0);
              return boxes.flatMap(([a, x], i) => boxes.slice(i + 1)
                .filter(([, y]) => x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 6 && y.top < x.bottom - 6)
                .map(([b]) => `${a.textContent} | ${b.textContent}`));
            })
            """);
        Assert.Empty(met);
    }

    [Fact]
    public async Task Paper_shows_every_table()
    {
        await using var window = await OpenAsync();
        const string Hidden = "[...document.querySelectorAll('table')].filter(t => !t.checkVisibility() || t.getBoundingClientRect().height === 0).length";
        var closed = await window.EvaluateAsync<int>("document.querySelectorAll('details:not([open]) table').length");
        Assert.True(closed > 10);
        Assert.Equal(closed, await window.EvaluateAsync<int>(Hidden));
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await window.EvaluateAsync<int>(Hidden));
        Assert.Equal("%PDF"u8.ToArray(), (await window.Page.PdfAsync(new() { PreferCSSPageSize = true }))[..4]);
    }

    [Fact]
    public async Task A_closed_table_opens_by_keyboard()
    {
        await using var window = await OpenAsync();
        await window.Page.FocusAsync("#promises summary");
        await window.Page.Keyboard.PressAsync("Enter");
        Assert.True(await window.Page.IsVisibleAsync("#promises table"));
    }

    [Fact]
    public async Task Without_script_the_file_is_read_in_both_languages()
    {
        await using var window = await OpenAsync("", new() { JavaScriptEnabled = false });
        Assert.Equal("时限承诺", await window.TextAsync("#view h2"));
        await window.Page.ClickAsync("#promises summary");
        Assert.True(await window.Page.IsVisibleAsync("#promises table"));
        await window.Page.ClickAsync(".languages a[lang=en]");
        Assert.Equal("The promises", await window.TextAsync("#view h2"));
    }

    [Fact]
    public async Task The_first_picture_is_painted_within_a_second()
    {
        await using var window = await OpenAsync();
        var painted = await window.EvaluateAsync<double>("""
            new Promise(done => new PerformanceObserver(list => done(list.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0))
              .observe({ type: 'paint', buffered: true }))
            """);
        Assert.InRange(painted, 0, 1000);
    }

    [Fact]
    public void The_file_is_smaller_than_a_megabyte() => Assert.InRange(new FileInfo(city.PageFile).Length, 1, 999_999);

    async Task<Window> OpenAsync(string fragment = "", BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.Locale = "zh-CN";
        var window = await chromium.OpenAsync(options);
        await window.Page.GotoAsync(city.Page + fragment);
        return window;
    }
}
