using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Steps;

/// <summary>
/// Takes one message off the queue: one step, bounded in time and memory, that may be done twice. A step that fails is tried
/// again by the queue; what no try can mend (reference data that is refused, a damaged blob) ends the run at once.
/// </summary>
public sealed partial class StepDispatcher(
    RunTable runs, PullStep pull, PlanStep plan, IngestStep ingest, FoldStep fold, MergeStep merge, PublishStep publish, TidyStep tidy, StepSender sender,
    StoredLogs logs, ILogger<StepDispatcher> logger)
{
    public async Task TakeAsync(string message, CancellationToken stop)
    {
        var work = WorkMessage.Parse(message) ?? throw new InvalidDataException("The message is no step that this version knows.");
        // What the step before left behind would count into this one's peak; an instance has 2 GB for all that it does.
        GC.Collect();
        using var span = Signals.Step(work.Step.ToString(), work.Run, work.Trace);
        using var scope = _logStep(logger, work.Step, work.Run);
        try
        {
            await TakeAsync(work, message, stop);
        }
        catch (DamagedBlobException e)
        {
            span.Fail(e);
            await logs.TakeAgainAsync(e.Blob, stop);
            if (work.Run is null)
                throw;
            await runs.FailAsync(work.Run, e.Message, stop);
        }
        catch (Exception e)
        {
            span.Fail(e);
            throw;
        }
    }

    async Task TakeAsync(WorkMessage work, string message, CancellationToken stop)
    {
        if (work.Step == WorkStep.Tidy)
            await tidy.TakeAsync(stop);
        else if (work.Run is null)
            await ingest.TakePushedAsync(new(work.Source!, work.Name!), stop);
        else if (await runs.FindAsync(work.Run, stop) is { IsOver: false } run)
            await TakeAsync(run, work, stop);
        else
            LogDropped(logger, message);
    }

    /// <summary>
    /// Ends what a step belongs to that failed at every try. One log cannot end a run: a batch is tried again, each log alone. Nor can
    /// one source.
    /// </summary>
    public async Task GiveUpAsync(string message, CancellationToken stop)
    {
        var work = WorkMessage.Parse(message);
        if (work is null)
            LogNoStep(logger, message.Length);
        else
            LogGivenUp(logger, message);
        if (work is { Step: WorkStep.Ingest, Run: not null, Alone: null })
            await sender.SendAsync(work with { Alone = true }, stop);
        else if (work is { Step: WorkStep.Pull, Run: { } of, Number: { } number })
            await pull.GiveUpAsync(of, number, stop);
        else if (work?.Run is { } run)
            await runs.FailAsync(run, reason: null, stop);
        else if (work is { Source: { } source, Name: { } name })
            await ingest.GiveUpAsync(new LogName(source, name), stop);
    }

    async Task TakeAsync(RunRow run, WorkMessage work, CancellationToken stop)
    {
        await runs.BeginAsync(run.RowKey, work.Step, stop);
        try
        {
            await (work.Step switch
            {
                WorkStep.Pull => pull.TakeAsync(run, work.Number, stop),
                WorkStep.Plan => plan.TakeAsync(run, stop),
                WorkStep.Ingest => ingest.TakeAsync(run, work.Number!.Value, work.Alone == true, stop),
                WorkStep.Fold => fold.TakeAsync(run, work.Number, stop),
                WorkStep.Merge => merge.TakeAsync(run, stop),
                _ => publish.TakeAsync(run, stop),
            });
        }
        catch (RefusedException e)
        {
            await runs.FailAsync(run.RowKey, e.Why.ToString(), stop);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DamagedBlobException))
        {
            await runs.NoteAsync(run.RowKey, e, CancellationToken.None);
            throw;
        }
    }

    /// <summary>All lines of a step say whose they are.</summary>
    static readonly Func<ILogger, WorkStep, string?, IDisposable?> _logStep = LoggerMessage.DefineScope<WorkStep, string?>("Step {Step} of run {Run}");

    [LoggerMessage(LogLevel.Information, "Dropped {Message}: its run is over, or is not known.")]
    static partial void LogDropped(ILogger logger, string message);

    [LoggerMessage(LogLevel.Error, "Gave up on a message of {Length} characters: it is no step that this version knows.")]
    static partial void LogNoStep(ILogger logger, int length);

    [LoggerMessage(LogLevel.Error, "Gave up on {Message}: it failed at every try.")]
    static partial void LogGivenUp(ILogger logger, string message);
}
