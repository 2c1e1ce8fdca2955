using System.CommandLine;
using Metrics.EndToEnd;

var city = new Argument<string>("city");
var days = new Argument<string>("days");
var target = new Argument<string>("target");
Command Job(string name, string what, Action<ReducedJob> run)
{
    var command = new Command(name, what) { city, days, target };
    command.SetAction(parsed => run(new(parsed.GetRequiredValue(city), parsed.GetRequiredValue(days), parsed.GetRequiredValue(target))));
    return command;
}

var metrics = new Option<string>("--metrics") { Description = "The published command.", Required = true };
var aot = new Option<string?>("--aot") { Description = "The command compiled ahead of time." };
var events = new Option<int[]>("--events") { Description = "Sizes of the cities.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [200_000, 2_000_000] };
var forms = new Option<CityForm[]>("--form")
{
    Description = "How the logs are written.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [CityForm.Digits],
};
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
var evidence = new Option<bool>("--evidence") { Description = "Also with the cases behind the numbers written." };
var duckDbMost = new Option<int>("--duckdb-most") { Description = "Most events for DuckDB.", DefaultValueFactory = _ => int.MaxValue };
var linqMost = new Option<int>("--linq-most") { Description = "Most events for LINQ.", DefaultValueFactory = _ => 2_000_000 };
var check = new Option<int[]>("--check")
{
    Description = "Sizes of the cities with everything that real logs have, on which DuckDB must agree first.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [200_000],
};
var folder = new Option<string>("--folder") { Description = "Work folder; cities in it are used again.", Required = true };
var compare = new Command("compare", "Compares metrics summarize with DuckDB and LINQ on generated cities.") { metrics, aot, events, forms, rounds, evidence, duckDbMost, linqMost, check, folder };
compare.SetAction(parsed => new Rounds(new(
    parsed.GetRequiredValue(metrics), parsed.GetValue(aot), parsed.GetRequiredValue(events), parsed.GetRequiredValue(forms), parsed.GetValue(rounds),
    parsed.GetValue(evidence), parsed.GetValue(duckDbMost), parsed.GetValue(linqMost), parsed.GetRequiredValue(check), parsed.GetRequiredValue(folder)), Console.Out).Run() ? 0 : 1);
return new RootCommand("End-to-end comparison.")
{
    compare,
    Job("duckdb", "The reduced job on DuckDB, by the contract's definitions.", DuckDbJob.Run),
    Job("duckdb-plain", "The reduced job on DuckDB, for plain cities alone.", DuckDbJob.RunPlain),
    Job("linq", "The reduced job with LINQ and CsvHelper.", LinqJob.Run),
}.Parse(args).Invoke();
