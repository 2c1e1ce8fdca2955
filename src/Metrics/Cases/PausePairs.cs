using Metrics.Events;

namespace Metrics.Cases;

/// <summary>
/// Which starts and ends of pauses belong together although event order has them the other way round (contract 3, pauses).
/// Each look ahead goes on where the last one of its kind ended, so that a case costs no more than its events.
/// </summary>
sealed class PausePairs
{
    const long LastSecond = 86_399 * TimeSpan.TicksPerSecond;

    readonly HashSet<int> _taken = [];
    // By kind of event: where the next look ahead begins.
    readonly int[] _next = new int[(int)EventKind.SpecialEnded + 1];

    bool _used;

    /// <summary>Begins a case.</summary>
    internal void Begin()
    {
        if (!_used)
            return;
        _used = false;
        _taken.Clear();
        Array.Clear(_next);
    }

    internal bool IsTaken(int index) => _taken.Count > 0 && _taken.Contains(index);

    /// <summary>A start inside an open pause takes the end of its kind at the same instant, if one comes that is not yet taken.</summary>
    internal bool TryTakeEnd(ReadOnlySpan<CaseLine> events, int start) =>
        TryTake(events, start, events[start].Kind + 1, events[start].At);

    /// <summary>An end with no start takes the first later start of its kind on its day that is at 23:59:59, a date alone.</summary>
    internal bool TryTakeStart(ReadOnlySpan<CaseLine> events, int end) =>
        TryTake(events, end, events[end].Kind - 1, Day.Of(events[end].At).Start + LastSecond);

    bool TryTake(ReadOnlySpan<CaseLine> events, int after, EventKind kind, long at)
    {
        _used = true;
        ref var next = ref _next[(int)kind];
        for (next = Math.Max(next, after + 1); next < events.Length && events[next].At <= at; next++)
        {
            if (events[next].Kind == kind && events[next].At == at)
            {
                _taken.Add(next++);
                return true;
            }
        }
        return false;
    }
}
