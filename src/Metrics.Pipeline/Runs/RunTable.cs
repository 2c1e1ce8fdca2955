using Azure;
using Azure.Data.Tables;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Runs;

/// <summary>The table of the runs. A row changes only over the ETag that was read.</summary>
public sealed class RunTable(DataAccount account, TimeProvider time, ILogger<RunTable> logger)
{
    internal const string Partition = "run";

    // A refusal names a line and a value; what goes on is no reason any more.
    const int LongestError = 4096;

    // Five tries of a step, each taken by an instance that is killed, take an hour.
    static readonly TimeSpan _longestWait = TimeSpan.FromDays(1);

    /// <summary>The run; one whose row is damaged has failed.</summary>
    public async Task<RunRow?> FindAsync(string id, CancellationToken stop) =>
        await account.Runs.GetEntityIfExistsAsync<RunRow>(Partition, id, cancellationToken: stop) is { HasValue: true } row ? Checked(row.Value!) : null;

    internal Task AddAsync(RunRow row, CancellationToken stop) =>
        account.Runs.AddEntityAsync(row with { Checksum = RowChecksum<RunRow>.Of(row) }, stop);

    /// <summary>Notes that a step begins.</summary>
    internal Task BeginAsync(string id, WorkStep step, CancellationToken stop) => ChangeAsync(id, row =>
    {
        row.State = nameof(RunState.Running);
        row.Step = step.ToString();
        row.StartedAt ??= time.GetUtcNow();
    }, stop);

    /// <summary>Notes why a step failed; it is tried again.</summary>
    internal Task NoteAsync(string id, Exception failure, CancellationToken stop) =>
        ChangeAsync(id, row => row.Error = failure.Message.Cut(LongestError), stop);

    /// <summary>Ends the runs for which no step has begun for a day: their message is lost, and nothing else goes on with them.</summary>
    internal async Task FailLostAsync(CancellationToken stop)
    {
        var lost = time.GetUtcNow() - _longestWait;
        await foreach (var row in account.Runs.QueryAsync<RunRow>(r => r.PartitionKey == Partition
            && (r.State == nameof(RunState.Queued) || r.State == nameof(RunState.Running)), cancellationToken: stop))
        {
            if (row.Timestamp < lost)
                await FailAsync(row.RowKey, "no step of it has begun for a day, so its message is lost: ask for the run again", stop);
        }
    }

    /// <summary>Ends the run as failed.</summary>
    /// <param name="reason">Null: the last failure that was noted.</param>
    internal async Task FailAsync(string id, string? reason, CancellationToken stop)
    {
        var failed = await ChangeAsync(id, row =>
        {
            row.State = nameof(RunState.Failed);
            row.Error = (reason ?? (row.Error.Length > 0 ? row.Error : $"step {row.Step} failed at every try")).Cut(LongestError);
            row.EndedAt = time.GetUtcNow();
        }, stop);
        if (failed is not null)
            logger.RunFailed(id, failed.Error);
    }

    internal Task EndAsync(string id, RunState state, Action<RunRow> result, CancellationToken stop) => ChangeAsync(id, row =>
    {
        result(row);
        row.State = state.ToString();
        row.Error = "";
        row.EndedAt = time.GetUtcNow();
    }, stop);

    /// <summary>Changes a run that is not over. Another instance's change in between is read and kept.</summary>
    /// <returns>The changed row; null when the run is over or not known.</returns>
    async Task<RunRow?> ChangeAsync(string id, Action<RunRow> change, CancellationToken stop)
    {
        while (await FindAsync(id, stop) is { IsOver: false } row)
        {
            try
            {
                change(row);
                row.Checksum = RowChecksum<RunRow>.Of(row);
                await account.Runs.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, stop);
                return row;
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // Another step changed the row first: look again.
            }
        }
        return null;
    }

    RunRow Checked(RunRow row)
    {
        if (row.Checksum.Length == 0 || row.Checksum == RowChecksum<RunRow>.Of(row))
            return row;
        var failed = new RunRow
        {
            RowKey = row.RowKey,
            State = nameof(RunState.Failed),
            Error = $"Runs/{row.RowKey} is damaged. Ask for another run.",
        };
        logger.RunFailed(row.RowKey, failed.Error);
        return failed;
    }
}
