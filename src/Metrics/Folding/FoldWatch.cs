using Metrics.CaseLogs;
using Metrics.Cases;
using Metrics.Events;

namespace Metrics.Folding;

/// <summary>A warning with the event that gave it: a row of the evidence's <c>faults</c> (contract 9).</summary>
/// <param name="At">China Standard Time, ticks of 100 ns.</param>
/// <param name="File">Ordinal of the file.</param>
/// <param name="Line">First physical line of the record, or 0 where the run kept no lines.</param>
public sealed record GivenWarning(Warning Warning, string CaseId, EventKind Event, long At, int File, uint Line)
{
    internal static GivenWarning Of(Warning warning, EventRecord record, in CaseLine line) =>
        new(warning, System.Text.Encoding.UTF8.GetString(record.CaseId.ToUtf8()), line.Kind, line.At, line.File, record.Line);
}

/// <summary>Who wants to know what a fold only counts; called from any thread, in any order.</summary>
/// <param name="Rejected">Each line that the reference data rejects, with the ordinal of its file.</param>
/// <param name="Warned">Each warning that a case gave.</param>
public sealed record FoldWatch(Action<int, Rejection>? Rejected = null, Action<GivenWarning>? Warned = null);
