using System.Globalization;
using System.Text;
using Metrics.Documents.Page;

namespace Metrics.Documents.Tests.Page;

/// <summary>A publication becomes one HTML file.</summary>
public sealed class PageFileTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_publication_gives_the_same_bytes() => Assert.Equal(await HtmlAsync(), await HtmlAsync());

    [Fact]
    public async Task A_name_is_text_and_never_an_element()
    {
        var html = await HtmlAsync(SmallCity.Published("<script>alert(1)</script>\"'&"));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;\"'&amp;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Style_and_script_are_named_by_their_hashes_and_nothing_else_is_let_in()
    {
        var html = await HtmlAsync();
        Assert.Matches("default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'", html);
        Assert.DoesNotContain("unsafe", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_sample_is_marked()
    {
        // Each policy of the small city has finished fewer than five.
        var card = (await HtmlAsync()).Split("<article")[1];
        Assert.Contains("样本少", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_districts_leave_the_file_under_a_megabyte_and_all_stand_in_their_table()
    {
        var log = new StringBuilder("case_id,event,at,item_code,district,result\n");
        for (var i = 0; i < 9_000; i++)
        {
            var accepted = new DateOnly(2019, 1, 2).AddDays(i * 7 % 340);
            log.Append(CultureInfo.InvariantCulture, $"{i},accepted,{accepted:yyyy-MM-dd},B2,{420100 + i % 900},\n");
            log.Append(CultureInfo.InvariantCulture, $"{i},decided,{accepted.AddDays(i * 3 % 17):yyyy-MM-dd},,,granted\n");
        }
        var html = await HtmlAsync(SmallCity.Published("大市", log.ToString()));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 500_000, 999_999);
        Assert.Matches("另有 [0-9]+ 个区划", html);
        Assert.All(Enumerable.Range(420100, 900), district => Assert.Contains($"<th scope=\"row\">{district}</th>", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_city_without_logs_has_a_page_that_says_so()
    {
        var html = await HtmlAsync(SmallCity.Published("", log: "case_id,event,at\n"));
        Assert.Contains("本期没有办结。", html, StringComparison.Ordinal);
        Assert.Contains("没有在办。", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_older_publication_said_differently_is_told_with_its_cause()
    {
        // The older one knows nothing of the case that was late.
        var older = SmallCity.Published("云溪市", string.Join('\n', SmallCity.Log.Split('\n').Where(l => !l.StartsWith("late,", StringComparison.Ordinal))));
        var html = await HtmlAsync(SmallCity.Publication, older);
        Assert.Contains($"与发布 {older.Id} 相比", html, StringComparison.Ordinal);
        Assert.Contains("被替换的日志", html, StringComparison.Ordinal);
        Assert.Contains("approval_time,2019%20promised%20%2A%20%2A,finished,1,2".Replace(",", "%2C", StringComparison.Ordinal), html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"changes\"", await HtmlAsync(), StringComparison.Ordinal);
    }

    static Task<string> HtmlAsync() => HtmlAsync(SmallCity.Publication);

    static async Task<string> HtmlAsync(Summaries.Publication publication, Summaries.Publication? since = null)
    {
        using var html = new MemoryStream();
        await PageFile.WriteAsync(await SmallCity.ReadAsync(publication.Files), null, since is null ? null : await SmallCity.ReadAsync(since.Files), html, Stop);
        return Encoding.UTF8.GetString(html.ToArray());
    }
}
