using System.CommandLine;
using Metrics.Cli;
using Metrics.Cli.Compare;
using Metrics.Cli.Generate;

var root = new RootCommand("Metrics: online handling and approval time of a city's services, from its case logs.")
{
    SummarizeCommand.Create(),
    ExplainCommand.Create(),
    CheckCommand.Create(),
    MapCommand.Create(),
    CalendarCommand.Create(),
    GenerateCommand.Create(),
    FoldCommand.Create(),
    MergeCommand.Create(),
    FiguresCommand.Create(),
    WorkbookCommand.Create(),
    PageCommand.Create(),
    ReportCommand.Create(),
    CompareCommand.Create(),
    CasesCommand.Create(),
};
return CommandLine.Run(root, args);
