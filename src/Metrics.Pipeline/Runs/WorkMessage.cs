using System.Text.Json;
using System.Text.Json.Serialization;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Store;

namespace Metrics.Pipeline.Runs;

/// <summary>What a message asks for.</summary>
public enum WorkStep
{
    Pull,
    Plan,
    Ingest,
    Fold,
    Merge,
    Publish,
    /// <summary>Of no run: puts the event store in order.</summary>
    Tidy,
}

/// <summary>A message on the queue <c>work</c>: one step. STORED for as long as a message lives.</summary>
/// <param name="Run">The run; null for a log that was pushed, and for tidying.</param>
/// <param name="Number">
/// Of a pull: which of the run's sources; null sends a message for each. Of an ingest in a run: which of its batches. Of a fold: the shard; null pins the
/// inputs and folds, or fans out.
/// </param>
/// <param name="Source">Of a pushed log.</param>
/// <param name="Name">Of a pushed log.</param>
/// <param name="Alone">Of an ingest in a run, true: its logs one after another, and those that cannot be taken in are left out.</param>
/// <param name="Trace"><c>traceparent</c> of the sender, so that a run is one trace; null: nobody traces.</param>
public sealed record WorkMessage(
    WorkStep Step, string? Run = null, int? Number = null, string? Source = null, string? Name = null, bool? Alone = null, string? Trace = null)
{
    static readonly JsonSerializerOptions _options = new(StoredJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonIgnore]
    bool IsWhole => Step switch
    {
        WorkStep.Tidy => true,
        WorkStep.Ingest => Run is null ? Source is not null && Name is not null : Number >= 0,
        WorkStep.Fold => Run is not null && Number is null or >= 0 and < EventStore.Shards,
        WorkStep.Pull => Run is not null && Number is null or >= 0,
        WorkStep.Plan or WorkStep.Merge or WorkStep.Publish => Run is not null,
        _ => false,
    };

    public override string ToString() => JsonSerializer.Serialize(this, _options);

    /// <summary>Null for a text that is no message of ours, or that lacks what its step needs.</summary>
    public static WorkMessage? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkMessage>(text, _options) is { IsWhole: true } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
