using System.Text.Json.Serialization;
using Azure.Storage.Blobs.Models;
using Metrics.Evidence;
using Metrics.Folding;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Store;
using Metrics.Policies;

namespace Metrics.Pipeline.Steps;

/// <summary>The sources that a run pulls, by the places of their logs as they are set. STORED.</summary>
public sealed record RunSources(IReadOnlyList<string> Names);

/// <summary>What became of pulling one source. STORED.</summary>
/// <param name="Note">What could not be pulled, and why; null: all that was asked for is in the inbox.</param>
public sealed record PulledSourceNote(string? Note);

/// <summary>The logs that a run takes in before it folds, in batches of bounded size. STORED.</summary>
public sealed record RunPlan(IReadOnlyList<IReadOnlyList<LogVersion>> Batches, IReadOnlyList<string> Notes);

/// <summary>The logs that a run folds, in reading order, and whether in one step. STORED.</summary>
/// <param name="PublishedBefore">Id of the publication that was current; null: none.</param>
/// <param name="LeftOut">The logs whose newest bytes could not be taken in; null: an earlier version pinned the inputs.</param>
public sealed record RunInputs(
    IReadOnlyList<StoredLog> Logs, bool Together, string? PublishedBefore = null, IReadOnlyList<LogFailure>? LeftOut = null)
{
    /// <summary>The shards of the partial results; null: all together.</summary>
    [JsonIgnore]
    internal IReadOnlyList<int?> Folds => Together ? [null] : [.. Enumerable.Range(0, EventStore.Shards)];

    /// <summary>Empty tables for the evidence of these logs.</summary>
    internal EvidenceTables OpenEvidence(Reference reference) => new(reference, [.. Logs.Select(l => (l.Source, l.Name))]);
}

/// <summary>The step that sends what follows. STORED.</summary>
/// <param name="Number">Of its message; null: it has none.</param>
public sealed record RunSender(WorkStep Step, int? Number = null);

/// <summary>
/// What the steps of a run hand on, below <c>partials/{run}/</c>. Every blob is written once: a step that is done again, or by
/// two instances at once, goes on from the first one's.
/// </summary>
public sealed class RunFolder(DataAccount account)
{
    const string AskAgain = "Ask for another run: it makes its own.";
    const string Octets = "application/octet-stream";

    // Shards are written as three digits, so that no other name can be one.
    const string Together = "all";

    internal async Task<ReferenceFiles> PinReferenceAsync(string run, ReferenceFiles files, CancellationToken stop) =>
        await PinAsync($"{run}/reference.json", files, stop);

    internal async Task<ReferenceFiles> ReadReferenceAsync(string run, CancellationToken stop) =>
        await ReadAsync<ReferenceFiles>($"{run}/reference.json", stop) ?? throw new InvalidDataException($"The reference data of run {run} is gone.");

    internal Task<RunSources> PinSourcesAsync(string run, RunSources sources, CancellationToken stop) => PinAsync(SourcesName(run), sources, stop);

    internal Task<RunSources?> FindSourcesAsync(string run, CancellationToken stop) => ReadAsync<RunSources>(SourcesName(run), stop);

    internal Task<PulledSourceNote?> FindPulledAsync(string run, int source, CancellationToken stop) =>
        ReadAsync<PulledSourceNote>(PulledName(run, source), stop);

    internal Task MarkPulledAsync(string run, int source, PulledSourceNote pulled, CancellationToken stop) =>
        PinAsync(PulledName(run, source), pulled, stop);

    internal Task<int> CountPulledAsync(string run, CancellationToken stop) => CountAsync($"{run}/pulled/", stop);

    internal async Task<IReadOnlyList<string>> NotesOfPullsAsync(string run, CancellationToken stop)
    {
        var notes = new List<string>();
        for (var source = 0; await FindPulledAsync(run, source, stop) is { } pulled; source++)
        {
            if (pulled.Note is { } note)
                notes.Add(note);
        }
        return notes;
    }

    internal Task<RunPlan> PinPlanAsync(string run, RunPlan plan, CancellationToken stop) => PinAsync($"{run}/plan.json", plan, stop);

    internal Task<RunPlan?> FindPlanAsync(string run, CancellationToken stop) => ReadAsync<RunPlan>($"{run}/plan.json", stop);

    internal Task<RunInputs> PinInputsAsync(string run, RunInputs inputs, CancellationToken stop) => PinAsync($"{run}/inputs.json", inputs, stop);

    internal Task<RunInputs?> FindInputsAsync(string run, CancellationToken stop) => ReadAsync<RunInputs>($"{run}/inputs.json", stop);

    internal Task<IngestTimes?> FindTakenAsync(string run, int batch, CancellationToken stop) => ReadAsync<IngestTimes>(TakenName(run, batch), stop);

    internal Task MarkTakenAsync(string run, int batch, IngestTimes times, CancellationToken stop) => PinAsync(TakenName(run, batch), times, stop);

    internal Task<int> CountTakenAsync(string run, CancellationToken stop) => CountAsync($"{run}/taken/", stop);

    /// <param name="shard">Null: all shards together.</param>
    internal Task<bool> HasFoldAsync(string run, int? shard, CancellationToken stop) => ExistsAsync(FoldName(run, shard), stop);

    internal Task WriteFoldAsync(string run, int? shard, PartialResult result, FoldTimes times, CancellationToken stop) =>
        WriteAsync(FoldName(run, shard), result, new() { ["load"] = Text(times.Load), ["fold"] = Text(times.Fold) }, stop);

    internal Task<int> CountFoldsAsync(string run, CancellationToken stop) => CountAsync($"{run}/fold/", stop);

    internal async Task<(PartialResult Result, FoldTimes Times)> ReadFoldAsync(string run, int? shard, Reference reference, CancellationToken stop)
    {
        var (result, metadata) = await ReadAsync(FoldName(run, shard), reference, stop);
        return (result, new(Number(metadata["load"]), Number(metadata["fold"])));
    }

    internal Task<bool> HasMergedAsync(string run, CancellationToken stop) => ExistsAsync(MergedName(run), stop);

    internal Task WriteMergedAsync(string run, PartialResult result, FoldTimes times, CancellationToken stop) =>
        WriteAsync(MergedName(run), result, new() { ["load"] = Text(times.Load), ["fold"] = Text(times.Fold) }, stop);

    internal async Task<(PartialResult Result, FoldTimes Times)> ReadMergedAsync(string run, Reference reference, CancellationToken stop)
    {
        var (result, metadata) = await ReadAsync(MergedName(run), reference, stop);
        return (result, new(Number(metadata["load"]), Number(metadata["fold"])));
    }

    internal Task<RunSender> PinSenderAsync(string run, string messages, RunSender sender, CancellationToken stop) =>
        PinAsync($"{run}/sender/{messages}.json", sender, stop);

    internal Task<bool> HasSentAsync(string run, string messages, CancellationToken stop) => ExistsAsync(SentName(run, messages), stop);

    internal Task MarkSentAsync(string run, string messages, CancellationToken stop) =>
        account.Partials.TryWriteOnceAsync(SentName(run, messages), default(ReadOnlyMemory<byte>), Octets, null, stop);

    static string SentName(string run, string messages) => $"{run}/sent/{messages}";
    static string SourcesName(string run) => $"{run}/sources.json";
    static string PulledName(string run, int source) => $"{run}/pulled/{source:00000}.json";
    static string TakenName(string run, int batch) => $"{run}/taken/{batch:00000}.json";
    static string FoldName(string run, int? shard) => $"{run}/fold/{shard?.ToString("000", System.Globalization.CultureInfo.InvariantCulture) ?? Together}";
    static string MergedName(string run) => $"{run}/merged";
    static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Writes the value, or gives the one that was written before.</summary>
    async Task<T> PinAsync<T>(string name, T value, CancellationToken stop)
        where T : class =>
        await account.Partials.TryWriteOnceAsync(name, StoredJson.Bytes(value), "application/json", null, stop)
            ? value : await ReadAsync<T>(name, stop) ?? throw new InvalidDataException($"{name} was there and is gone.");

    async Task<T?> ReadAsync<T>(string name, CancellationToken stop)
        where T : class =>
        await account.Partials.ReadOrNullAsync(name, AskAgain, stop) is { } json ? StoredJson.Read<T>(json) : null;

    async Task WriteAsync(string name, PartialResult result, Dictionary<string, string> metadata, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        result.Write(bytes);
        await account.Partials.TryWriteOnceAsync(name, bytes.GetBuffer().AsMemory(0, (int)bytes.Length), Octets, metadata, stop);
    }

    async Task<(PartialResult, IDictionary<string, string>)> ReadAsync(string name, Reference reference, CancellationToken stop)
    {
        BlobDownloadResult blob = await account.Partials.GetBlobClient(name).DownloadContentAsync(stop);
        try
        {
            return (PartialResult.Read(blob.Content.ToStream(), reference), blob.Details.Metadata);
        }
        catch (InvalidDataException e)
        {
            throw new DamagedBlobException($"{account.Partials.Name}/{name}", $"cannot be read: {e.Message}", AskAgain, e);
        }
    }

    async Task<bool> ExistsAsync(string name, CancellationToken stop) => await account.Partials.GetBlobClient(name).ExistsAsync(stop);

    async Task<int> CountAsync(string folder, CancellationToken stop)
    {
        var count = 0;
        await foreach (var _ in account.Partials.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, stop))
            count++;
        return count;
    }
}

/// <summary>Milliseconds that a fold spent on reading the store and on folding.</summary>
public sealed record FoldTimes(long Load, long Fold);
