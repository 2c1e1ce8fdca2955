using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Metrics.Calendars;
using Metrics.Cli.Generate.City;

namespace Metrics.Cli.Generate;

/// <summary><c>metrics generate</c>: a made-up city-year to try everything on; the true counts go to standard error.</summary>
static class GenerateCommand
{
    const int MostCases = 50_000_000;
    // The policies begin in 2019; the State Council's notices are known to 2026.
    const int FirstYear = 2019, LastYear = 2026;

    internal static Command Create()
    {
        var cases = new Option<int>("--cases")
        {
            Description = "Cases that begin within the year; one has some five events.",
            HelpName = "N",
            Required = true,
            CustomParser = a => Between(a, 1, MostCases),
        };
        var seed = new Option<ulong>("--seed") { Description = "The same arguments give the same bytes.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var year = new Option<int>("--year")
        {
            Description = "The year of the logs.",
            HelpName = "YYYY",
            DefaultValueFactory = _ => FirstYear,
            CustomParser = a => Between(a, FirstYear, LastYear),
        };
        var plain = new Option<bool>("--plain") { Description = "CSV with English headers alone, no line repeated, none malformed, no case with a mistake." };
        var counts = new Option<string>("--counts") { Description = "File that gets the counts too, as JSON.", HelpName = "FILE" };
        var target = new Option<string>("--out")
        {
            Description = "Folder that gets catalogue.csv, policies.json, register.csv and logs/.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command("generate", "Generates the case logs, the catalogue, the policies and the register of a made-up city for a year.");
        foreach (var option in new Option[] { cases, seed, year, plain, target, counts })
            command.Options.Add(option);
        command.SetAction(parsed => Run(
            new(parsed.GetValue(cases), parsed.GetValue(seed), parsed.GetValue(year), parsed.GetValue(plain)),
            parsed.GetRequiredValue(target), parsed.GetValue(counts)));
        return command;
    }

    static int Between(ArgumentResult argument, int least, int most)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least || value > most)
            argument.AddError($"'{text}' is no number from {least} to {most} (应为 {least} 至 {most} 的整数)");
        return value;
    }

    static int Run(CityPlan plan, string target, string? countsFile)
    {
        RefuseExistingLogs(target);
        var counts = GeneratedCity.Write(plan, CalendarBook.Shipped.For(new(CityDistrict.All[0].Code)).IsWorking, target);
        counts.Report(Console.Error);
        if (countsFile is not null)
        {
            using var json = File.Create(countsFile);
            counts.WriteJson(json);
        }
        return CommandLine.Done;
    }

    /// <summary>Logs of another generation would silently be read as part of this one.</summary>
    static void RefuseExistingLogs(string target)
    {
        var logs = Path.Combine(target, "logs");
        if (Directory.Exists(logs) && Directory.EnumerateFileSystemEntries(logs).Any())
            throw new RefusedException($"--out {target}: holds logs already, expected a folder without", $"--out {target}：已有日志，应为空文件夹");
    }
}
