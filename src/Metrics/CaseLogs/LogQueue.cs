using Metrics.Events;

namespace Metrics.CaseLogs;

/// <summary>Hands logs out to workers: each its own while there are fresh ones, then a share of those begun. For many threads.</summary>
sealed class LogQueue(IReadOnlyList<LogTally> tallies, int chunkSize, Action<long>? progress) : IDisposable
{
    readonly Lock _lock = new();
    readonly List<LogCutter> _begun = [];
    int _next;

    /// <summary>A log to take chunks of; null: none has any left.</summary>
    public LogCutter? Take()
    {
        lock (_lock)
        {
            if (_next < tallies.Count)
            {
                var tally = tallies[_next];
                var shape = new LogShape(tally, _next, ChannelOf(tally.File.Source));
                tally.Unnamed = shape.NewUnnamed();
                _begun.Add(new(shape, chunkSize, progress));
                _next++;
                return _begun[^1];
            }
            _begun.RemoveAll(log => log.IsDone);
            return _begun.Count > 0 ? _begun[0] : null;
        }
    }

    static Channel ChannelOf(string source) => source switch
    {
        "one_window" => Channel.OneWindow,
        "one_net" => Channel.OneNet,
        _ => Channel.Other,
    };

    public void Dispose() => _begun.ForEach(log => log.Dispose());
}
