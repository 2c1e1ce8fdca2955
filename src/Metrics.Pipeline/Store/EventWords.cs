using Metrics.Events;

namespace Metrics.Pipeline.Store;

/// <summary>The contract's words for what a packed event keeps as numbers. STORED in the event store.</summary>
static class EventWords
{
    internal static readonly string[] Kinds =
    [
        "", "received", "accepted", "department_accepted", "refused", "correction_started", "correction_ended", "special_started",
        "special_ended", "extended", "stage_started", "stage_done", "decided", "withdrawn", "revoked", "visited", "rated",
    ];

    internal static readonly string[] Channels = ["", "one_window", "one_net", "other"];

    internal static readonly string[] Results = ["", "granted", "granted_conditionally", "denied"];

    internal static readonly string[] Reasons =
        ["", "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review", "other"];

    internal static string Of(EventKind kind) => Kinds[(int)kind];

    internal static string Of(Channel channel) => Channels[(int)channel];
}
