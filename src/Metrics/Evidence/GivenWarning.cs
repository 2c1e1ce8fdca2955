using System.Text;
using Metrics.Cases;
using Metrics.Events;

namespace Metrics.Evidence;

/// <summary>A warning with the event that gave it: a row of the evidence's <c>faults</c> (contract 9).</summary>
/// <param name="At">China Standard Time, ticks of 100 ns.</param>
/// <param name="File">Ordinal of the file.</param>
/// <param name="Line">First physical line of the record, or 0 where the run kept no lines.</param>
public sealed record GivenWarning(Warning Warning, string CaseId, EventKind Event, long At, int File, uint Line)
{
    internal static GivenWarning Of(Warning warning, EventRecord record, in CaseLine line) =>
        new(warning, Encoding.UTF8.GetString(record.CaseId.ToUtf8()), line.Kind, line.At, line.File, record.Line);
}
