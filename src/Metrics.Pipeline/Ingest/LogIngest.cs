using Metrics.CaseLogs;
using Metrics.Documents;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Mappings;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Telemetry;
using Metrics.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Ingest;

/// <summary>Milliseconds that a step spent, by what it did: they add up to its wall clock.</summary>
/// <param name="Read">Waiting for bytes of the inbox, as a mean of its threads.</param>
/// <param name="Parse">Bytes to events, and waiting for another thread that reads.</param>
/// <param name="Store">Events, receipts and ledger rows to storage.</param>
public sealed record IngestTimes(long Read, long Parse, long Store)
{
    public static IngestTimes operator +(IngestTimes a, IngestTimes b) => new(a.Read + b.Read, a.Parse + b.Parse, a.Store + b.Store);
}

/// <summary>
/// Takes logs in: bytes → events in the store, rejected lines in quarantine, a receipt, and last the ledger row.
/// Killed anywhere and done again, it ends in the same blobs.
/// </summary>
public sealed class LogIngest(
    Inbox inbox, LedgerTable ledger, Receipts receipts, EventStore events, ReferenceStore references, IOptions<IngestOptions> options, TimeProvider time,
    ILogger<LogIngest> logger)
{
    // Receipts and rows are small and wait for the service: many at once.
    const int Writers = 8;

    sealed record Judged(LogVersion Log, LogTally Tally, Receipt Receipt, long Events, Stream? Quarantine);

    /// <summary>Takes in these versions; one that is no longer there is left out: a newer one has its own message, or its own run.</summary>
    /// <param name="mappings">How logs with headers and words of their own are read.</param>
    public async Task<IngestTimes> TakeAsync(IReadOnlyList<LogVersion> logs, MappingSet mappings, CancellationToken stop)
    {
        var rejected = logs.Select(_ => new RejectedLines()).ToArray();
        try
        {
            return await TakeAsync(logs, mappings, rejected, stop);
        }
        finally
        {
            foreach (var lines in rejected)
                lines.Dispose();
        }
    }

    async Task<IngestTimes> TakeAsync(
        IReadOnlyList<LogVersion> logs, MappingSet mappings, RejectedLines[] rejected, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var reading = new ReadClock(time);
        var threads = Environment.ProcessorCount;
        using var shards = new EventShards(EventStore.Shards, spill: new(options.Value.IngestBufferBytes / threads, TemporaryFile.Open));
        var tallies = await Task.Run(() => CaseLogReader.Read(
            [.. logs.Select(l => Open(l, mappings, reading))],
            shards, threads, (file, rejection) => rejected[file].Add(rejection), stop: stop), stop);
        foreach (var lines in rejected)
            lines.EndReading();
        var parsed = time.GetElapsedTime(start);

        var files = await references.ReadAsync(stop);
        var judging = Task.Run(() => Judge(logs, tallies, shards, rejected, files), CancellationToken.None);
        var storing = StoreAsync(logs, tallies, shards, stop);
        await Task.WhenAll(judging, storing);
        var (judged, part) = (await judging, await storing);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = stop };
        await Parallel.ForAsync(0, judged.Count, parallel, async (i, cancel) =>
        {
            await receipts.WriteAsync(judged[i].Receipt, judged[i].Quarantine, cancel);
            await WriteRowAsync(judged[i], part, i, cancel);
        });
        var (read, all) = (reading.Elapsed / threads, time.GetElapsedTime(start));
        return new((long)read.TotalMilliseconds, (long)(parsed - read).TotalMilliseconds, (long)(all - parsed).TotalMilliseconds);
    }

    LogFile Open(LogVersion log, MappingSet mappings, ReadClock reading) => new(log.Source, log.Name, () => reading.Watch(inbox.Open(log)))
    {
        Mapping = mappings.Find(log.Source, log.Name),
        Scratch = TemporaryFile.Open,
    };

    /// <returns>The part that holds the events.</returns>
    async Task<string> StoreAsync(IReadOnlyList<LogVersion> logs, IReadOnlyList<LogTally> tallies, EventShards shards, CancellationToken stop)
    {
        var part = EventStore.PartOf(logs.Zip(tallies, (log, t) => (log.Log, t.Sha256, CaseLogReader.Definitions, t.File.Mapping?.Sha256 ?? "")));
        if (tallies.Sum(EventsOf) is > 0 and var count)
        {
            var (withColumns, buffer) = (count <= options.Value.ColumnsAtOnceUpTo, new ShardBuffer());
            // Columns are made of the events of several shards.
            Func<int, IReadOnlyList<EventSegment>> shard = withColumns ? shards.Read : number => shards.Read(number, buffer);
            await events.WriteAsync(part, shard, [.. logs.Select(l => l.Log)], withColumns, stop);
        }
        return part;
    }

    static long EventsOf(LogTally tally) => tally.Refusal is null ? tally.Lines - tally.Rejected.Sum() : 0;

    static List<Judged> Judge(
        IReadOnlyList<LogVersion> logs, IReadOnlyList<LogTally> tallies, EventShards shards, RejectedLines[] rejected, ReferenceFiles files)
    {
        var (reference, note) = Usable(files);
        var identities = LineJudge.Judge(shards, logs.Count, reference, (file, line) => rejected[file].Add(line));
        var judged = new List<Judged>(logs.Count);
        for (var i = 0; i < logs.Count; i++)
        {
            var receipt = ReceiptOf(tallies[i], identities[i], reference, note, rejected[i].First);
            judged.Add(new(logs[i], tallies[i], receipt, EventsOf(tallies[i]), tallies[i].Refusal is null ? rejected[i].Quarantine : null));
        }
        return judged;
    }

    /// <summary>The reference data of this moment; without a usable catalogue no item is known, and the receipt says why.</summary>
    static (Reference, ReceiptNote?) Usable(ReferenceFiles files)
    {
        try
        {
            return (files.Parse(knownOn: null), null);
        }
        catch (RefusedException e)
        {
            var none = new ReferenceFiles(new Dictionary<string, byte[]> { [ReferenceFiles.CatalogueName] = "item_code,kind,promised_days\n"u8.ToArray() });
            return (none.Parse(knownOn: null), new(e.Why.En, e.Why.Zh));
        }
    }

    static Receipt ReceiptOf(LogTally tally, FileIdentity identity, Reference reference, ReceiptNote? note, IReadOnlyList<RejectedLine> first)
    {
        var receipt = new Receipt
        {
            Source = tally.File.Source,
            Name = tally.File.Name,
            Sha256 = tally.Sha256,
            Bytes = tally.Bytes,
            Definitions = CaseLogReader.Definitions,
            State = tally.Refusal is null ? LedgerState.Taken : LedgerState.Refused,
            Refusal = tally.Refusal is { } refusal ? new(refusal.En, refusal.Zh) : null,
            CatalogueSha256 = note is null ? reference.Catalogue.Sha256 : null,
            PoliciesSha256 = reference.Policies.Sha256,
            MappingSha256 = tally.File.Mapping?.Sha256,
            Notes = note is null ? [] : [note],
        };
        if (tally.Refusal is not null)
            return receipt;
        var quality = FileQuality.Of(tally, identity);
        return receipt with
        {
            Lines = quality.Lines,
            Accepted = quality.Accepted,
            Duplicate = quality.Duplicate,
            Rejected = quality.Rejected,
            RejectedByReason = RejectReasons.Codes.Zip(quality.ByReason).ToDictionary(r => r.First, r => r.Second),
            FirstRejections = first,
            Unnamed = [.. tally.Unnamed.Where(u => u.Count > 0).Select(UnnamedColumn.Of)],
            Notes = MappedNotes.OfHeaders(tally) is { } lacking ? [.. receipt.Notes, new(lacking.En, lacking.Zh)] : receipt.Notes,
        };
    }

    /// <summary>Points the ledger at the part, unless a newer version of the log has come: its own step will.</summary>
    async Task WriteRowAsync(Judged judged, string part, int partFile, CancellationToken stop)
    {
        while (true)
        {
            var there = await ledger.FindAsync(judged.Log.Log, stop);
            if (await inbox.FindAsync(judged.Log.Log, stop) is { } newest && newest.ETag != judged.Log.ETag)
                return;
            // Withdrawn while it was read; a push says that it is to come back before its step begins.
            if (there?.IsWithdrawn(judged.Log.ETag) == true)
                return;
            if (there is { Part.Length: > 0 } && there.Part != part)
                await events.TryTouchAsync(there.Part, stop);
            var takenAt = there?.Sha256 == judged.Tally.Sha256 ? there.TakenAt ?? there.Timestamp : time.GetUtcNow();
            if (await ledger.TryWriteAsync(RowOf(judged, part, partFile) with { TakenAt = takenAt }, there, stop))
                break;
        }
        var receipt = judged.Receipt;
        Signals.TakenIn(receipt.Source, receipt.Lines, receipt.Rejected);
        logger.LogTakenIn(receipt.Source, receipt.Lines, receipt.Rejected, receipt.Name);
    }

    static LedgerRow RowOf(Judged judged, string part, int partFile) => new()
    {
        RowKey = judged.Log.Log.Key,
        Source = judged.Log.Log.Source,
        Name = judged.Log.Log.Name,
        State = judged.Receipt.State.ToString(),
        InboxETag = judged.Log.ETag,
        Sha256 = judged.Tally.Sha256,
        Bytes = judged.Tally.Bytes,
        Definitions = CaseLogReader.Definitions,
        Mapping = judged.Tally.File.Mapping?.Sha256 ?? "",
        Lines = judged.Tally.Lines,
        Events = judged.Events,
        Rejected = RejectedCounts.Write(judged.Tally.Rejected),
        Part = judged.Events > 0 ? part : "",
        PartFile = partFile,
        Refusal = judged.Tally.Refusal?.En ?? "",
        RefusalZh = judged.Tally.Refusal?.Zh ?? "",
    };
}
