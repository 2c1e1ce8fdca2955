namespace Metrics.Events;

/// <summary>The contract's English words for what an event keeps as numbers (contract 1, 1.1). STORED in the event store.</summary>
public static class EventWords
{
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "", "received", "accepted", "department_accepted", "refused", "correction_started", "correction_ended", "special_started",
        "special_ended", "extended", "stage_started", "stage_done", "decided", "withdrawn", "revoked", "visited", "rated",
    ];

    public static IReadOnlyList<string> Channels { get; } = ["", "one_window", "one_net", "other"];

    public static IReadOnlyList<string> Results { get; } = ["", "granted", "granted_conditionally", "denied"];

    public static IReadOnlyList<string> Reasons { get; } =
        ["", "hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review", "other"];

    public static string Of(EventKind kind) => Kinds[(int)kind];

    public static string Of(Channel channel) => Channels[(int)channel];
}
