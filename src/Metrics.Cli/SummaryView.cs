using System.Globalization;
using Metrics.Summaries;
using Spectre.Console;

namespace Metrics.Cli;

/// <summary>The city at a glance for a person at a terminal: the promises and the online rates of the year of as_of.</summary>
sealed class SummaryView(IAnsiConsole console, Summary summary)
{
    readonly string _year = summary.Run.AsOf.Year.ToString("0000", CultureInfo.InvariantCulture);

    internal void Print()
    {
        Promises();
        Online();
    }

    void Promises()
    {
        var table = New($"The promises, {_year} (working days 工作日)", "promise 承诺", "limit", "finished", "on time 按时率", "kept 兑现率", "p50", "p90", "overdue");
        foreach (var version in summary.Run.Reference.Policies.Versions.Where(v => v.InForce(Day.Of(summary.Run.AsOf))))
        {
            if (Row("approval_time", version.Id) is { } row)
            {
                table.AddRow(Markup.Escape($"{version.NameEn} {version.NameZh}"), version.LimitDays.ToString(CultureInfo.InvariantCulture),
                    row("finished"), Percent(row("on_time_rate")), Percent(row("kept_rate")), row("net_p50"), row("net_p90"), row("overdue"));
            }
        }
        if (table.Rows.Count > 0)
            console.Write(table);
    }

    void Online()
    {
        if (Row("online_handling") is not { } handling || Row("service_items") is not { } items)
            return;
        var table = New($"Online, {_year}", "rate", "value");
        table.AddRow("handled online 网上办件率", Percent(handling("online_rate")));
        table.AddRow("without a visit 全程网办率", Percent(handling("no_visit_rate")));
        if (Row("online_realisation") is { } realised)
            table.AddRow("realised 网办实现率", Percent(realised("realised_rate")));
        table.AddRow("available online 网上可办率", Percent(items("online_available_rate")));
        table.AddRow("in the hall 入驻率", Percent(items("hall_rate")));
        console.Write(table);
    }

    /// <summary>The year's row of a table at <c>*</c>, asked by column; null: there is none.</summary>
    Func<string, string>? Row(string name, string? policy = null)
    {
        var table = summary.Tables.Single(t => t.Name == name);
        var row = table.AtAGlance.FirstOrDefault(r => r[0] == _year && (policy is null || r[1] == policy));
        return row is null ? null : column => row[table.Columns.ToList().IndexOf(column)];
    }

    static Spectre.Console.Table New(string title, params string[] columns)
    {
        var table = new Spectre.Console.Table { Title = new(title), Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column) { Alignment = column == columns[0] ? Justify.Left : Justify.Right });
        return table;
    }

    static string Percent(string rate) =>
        decimal.TryParse(rate, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value.ToString("0.0 %", CultureInfo.InvariantCulture) : "";
}
