using Metrics.Cli.Generate.Cases;
using Metrics.Cli.Generate.City;
using Metrics.Cli.Generate.Faults;

namespace Metrics.Cli.Generate.Logs;

/// <summary>The log of one system: the file of the present period, and the broken lines in it.</summary>
/// <param name="schedule">When a broken copy follows a line; null: never.</param>
sealed class FeedLog(CityYear year, CityCatalogue catalogue, GeneratedCounts counts, FaultSchedule? schedule) : IDisposable
{
    /// <summary>Event numbers of a day that differ by less belong to different occurrences of an event in a case.</summary>
    const int NumbersOfAnEvent = 4;

    readonly LogLine _line = new();
    Dialect? _dialect;
    LineFiller? _filler;
    LogWriter? _writer;
    int _lastOfDay;

    /// <summary>Goes on in another file.</summary>
    public void Begin(Stream file, Dialect dialect)
    {
        _writer?.Dispose();
        _dialect = dialect;
        _filler = new(dialect, year, catalogue);
        _writer = new(file, dialect, counts.Planted);
        counts.Files++;
    }

    /// <summary>The numbers of events begin anew.</summary>
    public void BeginDay() => _lastOfDay = 0;

    /// <summary>The number by which this system identifies an event within its case.</summary>
    public long NumberOf(in PlannedEvent e)
    {
        if (_dialect is not { DayNumbers: true })
            return e.Case * 100L + e.Ordinal;
        // Rows are left out, so that no event meets another of its own kind under one number, whatever the day.
        _lastOfDay = (_lastOfDay / NumbersOfAnEvent + 1) * NumbersOfAnEvent + e.Occurrence % NumbersOfAnEvent;
        return _lastOfDay;
    }

    public void Write(in PlannedEvent e, in Sending sending)
    {
        if (_dialect is null || _filler is null || _writer is null)
            throw new InvalidOperationException("the log has no file yet");
        _filler.Fill(_line, e, sending);
        _writer.Write(_line);
        counts.Lines++;
        var fault = schedule?.Next(e.Kind, _dialect) ?? Fault.None;
        if (fault == Fault.None)
            return;
        var number = counts.Planted[fault];
        counts.Planted.Add(fault);
        BrokenLine.Break(_line, fault, _dialect.Words, number);
        if (fault == Fault.BadRow)
            _writer.WriteBroken(_line, (int)(number % 3));
        else
            _writer.Write(_line);
        counts.Lines++;
    }

    public void Dispose() => _writer?.Dispose();
}
