namespace Metrics.Page.Tests;

/// <summary>The page as the functions serve it, in a real browser, over real doors.</summary>
public sealed class ServedPageTests(Chromium chromium, City city, ServedCity served) : IClassFixture<ServedCity>
{
    [Fact]
    public async Task A_key_of_the_address_opens_the_page_and_is_neither_sent_nor_kept()
    {
        await using var window = await chromium.OpenAsync();
        var headers = new List<string?>();
        window.Page.Request += (_, request) => headers.Add(request.Headers.GetValueOrDefault("x-functions-key"));
        await window.Page.GotoAsync($"{served.Address}/api/page#key={ServedCity.Key}&lang=zh");
        await window.Page.WaitForSelectorAsync("#view[data-view='2019/*']");
        Assert.Contains("云溪市", await window.TextAsync("#head"), StringComparison.Ordinal);

        Assert.Equal($"{served.Address}/api/page#lang=zh", window.Page.Url);
        Assert.All(window.Requests, r => Assert.StartsWith(served.Address + "/api/", r, StringComparison.Ordinal));
        Assert.All(window.Requests, r => Assert.DoesNotContain(ServedCity.Key, r, StringComparison.Ordinal));
        Assert.Equal([null, ServedCity.Key], headers);
        Assert.Equal(0, await window.EvaluateAsync<int>("localStorage.length"));
        Assert.Equal("", await window.EvaluateAsync<string>("document.cookie"));
        Assert.Empty(window.Errors);
        Assert.Empty(await window.SeriousFaultsAsync());

        // Another tab knows nothing of it.
        await using var other = await chromium.OpenAsync();
        await other.Page.GotoAsync($"{served.Address}/api/page");
        Assert.Null(await other.EvaluateAsync<string?>("sessionStorage.getItem('metrics-key')"));
    }

    [Fact]
    public async Task A_key_is_typed_once_and_every_district_of_every_period_is_there()
    {
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{served.Address}/api/page");
        Assert.Empty(await window.SeriousFaultsAsync());
        await window.Page.FillAsync("#key", ServedCity.Key);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync("#view");
        await window.Page.SelectOptionAsync("#period", "2019-Q3");
        await window.Page.WaitForSelectorAsync("#view[data-view='2019-Q3/*']");
        var district = await window.EvaluateAsync<string>("document.querySelector('#district').options[1].value");
        await window.Page.SelectOptionAsync("#district", district);
        await window.Page.WaitForSelectorAsync($"#view[data-view='2019-Q3/{district}']");
        var row = city.Row("approval_time", "2019-Q3", "business_setup", district, "*");
        Assert.Contains($"按时办结 {City.Grouped(row["on_time"])} / {City.Grouped(row["finished"])}", await window.TextAsync("#promises .card"), StringComparison.Ordinal);
        Assert.DoesNotContain(ServedCity.Key, window.Page.Url, StringComparison.Ordinal);

        await window.Page.ReloadAsync();
        await window.Page.WaitForSelectorAsync($"#view[data-view='2019-Q3/{district}']");
    }

    [Fact]
    public async Task A_wrong_key_is_told_and_another_may_be_typed()
    {
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{served.Address}/api/page#key=wrong");
        await window.Page.WaitForSelectorAsync("[role=alert]");
        Assert.Contains("密钥不正确", await window.TextAsync("[role=alert]"), StringComparison.Ordinal);
        await window.Page.FillAsync("#key", ServedCity.Key);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync("#view");
    }
}
