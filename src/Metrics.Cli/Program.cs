using System.CommandLine;
using Metrics.Cli;

var root = new RootCommand("Metrics: online handling and approval time of a city's services, from its case logs.")
{
    SummarizeCommand.Create(),
};
return CommandLine.Run(root, args);
