using System.CommandLine;
using Metrics.Nightly;

var root = new Option<string>("--root") { Description = "The repository, with node_modules.", Required = true };
var folder = new Option<string>("--folder") { Description = "Work folder; cities in it are used again.", Required = true };
var metrics = new Option<string>("--metrics") { Description = "The published command: generates the city, and gives the id that the runs must have.", Required = true };
var host = new Option<string>("--host") { Description = "The published Metrics.Local.dll.", Required = true };
var events = new Option<int>("--events") { Description = "Events of the city.", DefaultValueFactory = _ => 200_000 };
var more = new Option<double>("--more") { Description = "Percent of them that come after the first load.", DefaultValueFactory = _ => 1 };
var hosts = new Option<int>("--hosts") { Description = "Hosts on one storage account.", DefaultValueFactory = _ => 1 };
var rounds = new Option<int>("--rounds") { Description = "Each on storage of its own.", DefaultValueFactory = _ => 1 };
var settings = new Option<string[]>("--set") { Description = "Settings of the hosts, as Name=Value.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
var command = new RootCommand("A first load and a nightly run after it, end to end against Azurite.") { root, folder, metrics, host, events, more, hosts, rounds, settings };
command.SetAction((parsed, stop) => new NightlyRounds(new(
    parsed.GetRequiredValue(root), parsed.GetRequiredValue(folder), parsed.GetRequiredValue(metrics), parsed.GetRequiredValue(host),
    parsed.GetValue(events), parsed.GetValue(more), parsed.GetValue(hosts), parsed.GetValue(rounds), parsed.GetValue(settings)!), Console.Out).RunAsync(stop));
var files = new Option<int>("--files") { Description = "Logs of one line.", DefaultValueFactory = _ => 10_000 };
var bad = new Option<long>("--bad") { Description = "Bytes of bad lines in one more log.", DefaultValueFactory = _ => 500L << 20 };
var readers = new Option<int>("--readers") { Description = "Readers during the run.", DefaultValueFactory = _ => 20 };
var crowd = new Command("crowd", "Many small logs, a large one of bad lines, and readers during the run.") { root, folder, host, files, bad, readers, settings };
crowd.SetAction((parsed, stop) => new CrowdedNight(new(
    parsed.GetRequiredValue(root), parsed.GetRequiredValue(folder), parsed.GetRequiredValue(host),
    parsed.GetValue(files), parsed.GetValue(bad), parsed.GetValue(readers), parsed.GetValue(settings)!), Console.Out).RunAsync(stop));
command.Add(crowd);
var ask = new Command("ask", "Single cases of a whole city: their clocks and their evidence.") { root, folder, metrics, host, events, settings };
ask.SetAction((parsed, stop) => new Questions(new(
    parsed.GetRequiredValue(root), parsed.GetRequiredValue(folder), parsed.GetRequiredValue(metrics), parsed.GetRequiredValue(host),
    parsed.GetValue(events), parsed.GetValue(settings)!), Console.Out).RunAsync(stop));
command.Add(ask);
return await command.Parse(args).InvokeAsync();
