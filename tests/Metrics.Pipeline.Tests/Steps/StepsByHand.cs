using Metrics.Pipeline.Account;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Steps;

namespace Metrics.Pipeline.Tests.Steps;

/// <summary>The steps of an account without a listener: tests take the messages themselves, in an order of their own.</summary>
sealed class StepsByHand(string connection, params string[] settings) : IDisposable
{
    readonly DyingHost _host = new(connection, settings: settings);

    /// <summary>Messages that were taken off the queue.</summary>
    internal List<WorkMessage> Taken { get; } = [];

    internal T Get<T>()
        where T : notnull => _host.Get<T>();

    internal Task<RunRow> AskAsync() => Get<RunRequests>().AskAsync(new(2019, 12, 31), null, Stop);

    internal async Task<RunRow> FindAsync(RunRow run) => (await Get<RunTable>().FindAsync(run.RowKey, Stop))!;

    internal Task DoAsync(WorkMessage message) => Get<StepDispatcher>().TakeAsync(message.ToString(), Stop);

    /// <summary>Takes all messages and does their steps, each so many times, until one of a step of this kind comes, or none.</summary>
    /// <returns>That message, not done; null: the queue is empty.</returns>
    internal async Task<WorkMessage?> GoOnAsync(WorkStep? until = null, int times = 1)
    {
        while ((await Get<DataAccount>().Work.ReceiveMessageAsync(cancellationToken: Stop)).Value is { } message)
        {
            await Get<DataAccount>().Work.DeleteMessageAsync(message.MessageId, message.PopReceipt, Stop);
            var work = WorkMessage.Parse(message.MessageText)!;
            Taken.Add(work);
            if (work.Step == until)
                return work;
            for (var i = 0; i < times; i++)
                await DoAsync(work);
        }
        return null;
    }

    public void Dispose() => _host.Dispose();

    static CancellationToken Stop => TestContext.Current.CancellationToken;
}
