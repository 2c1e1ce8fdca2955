using Metrics.CaseLogs;
using Metrics.Cli.Generate.Cases;
using Metrics.Events;

namespace Metrics.Cli.Generate.Logs;

/// <summary>The log of one system: the file of the present period, and the faults that its lines have.</summary>
/// <param name="faults">Whether lines are broken on purpose.</param>
sealed class FeedLog(Dialect dialect, LineFiller filler, GeneratedCounts counts, bool faults) : IDisposable
{
    readonly LogLine _line = new();
    readonly int[] _left = [.. Fault.All.Select(f => f.First)];
    LogWriter? _writer;

    LogWriter Writer => _writer ?? throw new InvalidOperationException("the log has no file yet");

    /// <summary>Goes on in another file.</summary>
    public void Begin(Stream file)
    {
        _writer?.Dispose();
        _writer = new(file, dialect);
        counts.Files++;
    }

    /// <summary>Writes an event, <paramref name="times"/> times.</summary>
    public void Write(in PlannedEvent e, ulong variety, bool elsewhere, int times)
    {
        filler.Fill(_line, e, variety, elsewhere);
        for (var i = 0; i < times; i++)
            Writer.Write(_line);
        counts.Lines += times;
        if (faults)
            WriteFault(e.Kind);
    }

    void WriteFault(EventKind kind)
    {
        var due = -1;
        for (var i = 0; i < _left.Length; i++)
        {
            if (Fault.All[i].Kind is not EventKind.None && Fault.All[i].Kind != kind)
                continue;
            _left[i]--;
            if (_left[i] <= 0)
                due = i;
        }
        if (due < 0)
            return;
        // Others that are due wait for the next line: one fault a line.
        _left[due] = Fault.All[due].Every;
        var number = counts.Rejected[(int)Fault.All[due].Reason]++;
        Fault.All[due].Break(_line, dialect.Words, number);
        if (Fault.All[due].Reason == RejectReason.BadRow)
            Writer.WriteBroken(_line, (int)(number % 3));
        else
            Writer.Write(_line);
        counts.Lines++;
    }

    public void Dispose() => _writer?.Dispose();
}
