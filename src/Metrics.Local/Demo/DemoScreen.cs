using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Metrics.Pipeline.Web;
using Spectre.Console;

namespace Metrics.Local.Demo;

/// <summary>The result as a person wants to see it, from the same addresses that anyone pulls.</summary>
sealed class DemoScreen(HttpClient client, JsonNode run)
{
    const string Year = "2019";
    const int Slowest = 8;
    const int First = 5;

    static readonly (string Id, string Name, int Limit)[] _promises =
    [
        ("business_setup", "Business set-up 企业开办", 2),
        ("industrial_permit", "Industrial construction permit 工业投资项目施工许可", 50),
        ("social_permit", "Private construction project 一般社会投资工程", 65),
        ("government_permit", "Government construction project 政府投资工程", 100),
    ];

    readonly string _publication = run["publication"]!.ToString();

    internal async Task ShowAsync(string key, CancellationToken stop)
    {
        await ShowPromisesAsync(stop);
        await ShowOnlineAsync(stop);
        await ShowDepartmentsAsync(stop);
        await ShowDueSoonAsync(stop);
        var counts = run["counts"]!;
        AnsiConsole.WriteLine($"Run {run["id"]}: {run["state"]}. {counts["files"]} files, {counts["lines"]} lines = {counts["accepted"]} accepted + "
            + $"{counts["duplicate"]} duplicate + {counts["rejected"]} rejected. Milliseconds: {run["times_ms"]!.ToJsonString()}");
        AnsiConsole.WriteLine();
        Console.WriteLine($"Look at it: {Address($"{Routes.Prefix}{Routes.Page}#key={key}")}");
        Console.WriteLine($"Pull it, with the header  x-functions-key: {key}");
        string[] paths =
        [
            "/api/summaries/current", "/api/summaries/current/approval_time?period=2019&district=*&format=csv",
            $"/api/summaries/{_publication}/manifest", $"/api/runs/{run["id"]}",
        ];
        foreach (var path in paths)
            Console.WriteLine($"  {Address(path)}");
    }

    string Address(string path) => client.BaseAddress!.ToString().TrimEnd('/') + path;

    async Task ShowPromisesAsync(CancellationToken stop)
    {
        var rows = await PullAsync($"approval_time?period={Year}&district=*&channel=*", stop);
        var table = New($"The four promises, {Year} (working days 工作日)",
            "promise", "limit", "finished", "on time 按时率", "kept 兑现率", "mean", "p50", "p90", "overdue");
        foreach (var (id, name, limit) in _promises)
        {
            if (rows.FirstOrDefault(r => r!["policy"]!.ToString() == id) is { } row)
            {
                table.AddRow(name, Text(limit), Text(row["finished"]), Rate(row["on_time_rate"]), Rate(row["kept_rate"]),
                    Text(row["net_mean"]), Text(row["net_p50"]), Text(row["net_p90"]), Text(row["overdue"]));
            }
        }
        AnsiConsole.Write(table);
    }

    async Task ShowOnlineAsync(CancellationToken stop)
    {
        var handling = (await PullAsync($"online_handling?period={Year}&district=*&item_code=*", stop))[0]!;
        var realised = (await PullAsync($"online_realisation?period={Year}&district=*", stop))[0]!;
        var items = (await PullAsync($"service_items?period={Year}", stop))[0]!;
        var table = New($"Online, {Year}", "rate", "value", "of");
        table.AddRow("handled online 网上办件率", Rate(handling["online_rate"]), $"{handling["accepted"]} accepted cases");
        table.AddRow("realised 网办实现率", Rate(realised["realised_rate"]), $"{realised["capable_cases"]} cases of items that are online");
        table.AddRow("available online 网上可办率", Rate(items["online_available_rate"]), $"{items["online_should"]} items that should be");
        table.AddRow("in the hall 入驻率", Rate(items["hall_rate"]), $"{items["licence_should_enter"]} licences that should be");
        AnsiConsole.Write(table);
    }

    async Task ShowDepartmentsAsync(CancellationToken stop)
    {
        var rows = await PullAsync($"item_time?period={Year}&item_code=*", stop);
        var table = New("The slowest departments 部门", "department", "ended", "mean", "p90", "max", "on time 按时率");
        foreach (var row in rows.Where(r => r!["department"]!.ToString() != "*").OrderByDescending(r => r!["net_mean"]!.GetValue<decimal>()).Take(Slowest))
        {
            table.AddRow(Markup.Escape(row!["department"]!.ToString()), Text(row["ended"]),
                Text(row["net_mean"]), Text(row["net_p90"]), Text(row["net_max"]), Rate(row["on_time_rate"]));
        }
        AnsiConsole.Write(table);
    }

    /// <summary>The list of tomorrow's work: what is over its limit, or will be by tomorrow.</summary>
    async Task ShowDueSoonAsync(CancellationToken stop)
    {
        const string DueSoon = "state=overdue&state=due_today&state=due_tomorrow";
        var cases = (await client.GetFromJsonAsync<JsonArray>($"/api/evidence/{_publication}/cases?{DueSoon}", stop))!;
        var table = New($"Due soon 即将到期: the first {Math.Min(First, cases.Count)} of {cases.Count}", "case", "department", "due", "net", "limit", "state");
        foreach (var row in cases.Take(First))
        {
            table.AddRow(Markup.Escape(Text(row!["case_id"])), Markup.Escape(Text(row["department"])), Text(row["due"]),
                Text(row["net"]), Text(row["limit"]), Text(row["state"]));
        }
        AnsiConsole.Write(table);
    }

    async Task<JsonArray> PullAsync(string question, CancellationToken stop) =>
        (await client.GetFromJsonAsync<JsonArray>($"/api/summaries/{_publication}/{question}", stop))!;

    static Table New(string title, params string[] columns)
    {
        var table = new Table { Title = new(title), Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column) { Alignment = column == columns[0] ? Justify.Left : Justify.Right });
        return table;
    }

    static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    static string Rate(JsonNode? value) => value is null ? "" : value.GetValue<decimal>().ToString("0.0 %", CultureInfo.InvariantCulture);
}
