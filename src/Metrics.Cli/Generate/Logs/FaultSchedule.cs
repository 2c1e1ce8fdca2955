using Metrics.Cli.Generate.Faults;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>When the next broken line of each kind is due. The first of each comes early, so that a small city has them all.</summary>
sealed class FaultSchedule
{
    static readonly IReadOnlyList<FaultRate> _rates = FaultRates.Of(FaultGroup.Rejected);

    readonly int[] _left = [.. _rates.Select((rate, i) => Math.Min(rate.Every, rate.Kind == EventKind.Extended ? 2 : 20 + 7 * i))];

    /// <summary>The fault of a broken copy that follows a line of this kind. Of several that are due, the others wait for the next line.</summary>
    public Fault Next(EventKind kind, Dialect dialect)
    {
        var due = -1;
        for (var i = 0; i < _left.Length; i++)
        {
            if (!Possible(_rates[i], kind, dialect))
                continue;
            _left[i]--;
            if (_left[i] <= 0)
                due = i;
        }
        if (due < 0)
            return Fault.None;
        _left[due] = _rates[due].Every;
        return _rates[due].Fault;
    }

    /// <summary>Ill-formed UTF-16 would refuse the whole file (contract 1.4).</summary>
    static bool Possible(FaultRate rate, EventKind kind, Dialect dialect) => rate.Fault switch
    {
        Fault.BadEncoding => dialect.Utf16 is null,
        Fault.BadFlag => dialect.Versions,
        _ => rate.Kind == EventKind.None || rate.Kind == kind,
    };
}
