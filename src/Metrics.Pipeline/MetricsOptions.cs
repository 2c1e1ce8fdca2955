using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline;

/// <summary>The settings of the product, by these names at the top of the configuration. Checked when the host starts.</summary>
/// <remarks>
/// Besides these: <c>Data</c> (the storage account: a connection string, or <c>Data__blobServiceUri</c>,
/// <c>Data__queueServiceUri</c>, <c>Data__tableServiceUri</c>, <c>Data__credential</c>, <c>Data__clientId</c>) and
/// <c>NightlySchedule</c> (NCRONTAB with six fields, UTC; 02:00 in China is <c>0 0 18 * * *</c>).
/// </remarks>
public sealed class MetricsOptions
{
    /// <summary>The day that the nightly run speaks of. The default is yesterday, China Standard Time.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The calendar of the nightly run is taken as it was known on this day. The default is all that is known.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>The largest log that is taken over HTTP, in bytes as they come. The default is 64 MiB; the host ends at 100 MiB.</summary>
    [Range(1, 104_857_600)]
    public long PushLimitBytes { get; init; } = 64 << 20;

    /// <summary>How long a push waits for its receipt (回执) before it answers 202. The default is 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:03:00")]
    public TimeSpan ReceiptWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Bytes of new logs, as they came, that one step takes in at most; a larger file is a step of its own. The default is 32 MiB.</summary>
    [Range(1, 1L << 30)]
    public long IngestStepBytes { get; init; } = 32 << 20;

    /// <summary>Bytes of events that a step holds in memory while it reads logs; more goes to a temporary file. The default is 192 MiB.</summary>
    [Range(1 << 20, 1L << 32)]
    public long IngestBufferBytes { get; init; } = 192 << 20;

    /// <summary>Events up to which a run folds all shards in one step; above, each shard is a step. The default is 20,000,000.</summary>
    [Range(0, 100_000_000)]
    public long FoldTogetherUpTo { get; init; } = 20_000_000;

    /// <summary>Small parts of the event store (under 262,144 events) from which they are merged after a run. The default is 32.</summary>
    [Range(2, 10_000)]
    public int MergePartsFrom { get; init; } = 32;

    /// <summary>Age of the current publication from which <c>Health</c> says <c>stale</c>. The default is 30 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(30);

    /// <summary>Logs that a run pulls over HTTP before it looks into the inbox. The default is none.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<PulledSource> Sources { get; init; } = [];
}

/// <summary>A system that is asked for its log by every run.</summary>
public sealed class PulledSource
{
    /// <summary>The log's source: ASCII letters, digits, <c>_</c> and <c>-</c>; at most 63.</summary>
    [Required, RegularExpression("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")]
    public string Source { get; init; } = "";

    /// <summary>The log's name in the inbox; <c>{date}</c> stands for the run's day as <c>yyyy-MM-dd</c>.</summary>
    [Required, StringLength(512)]
    public string Name { get; init; } = "";

    /// <summary>The address to pull; <c>{date}</c> as in the name.</summary>
    [Required, RegularExpression("https?://.+")]
    public string Url { get; init; } = "";

    /// <summary>Sent as the header <c>Authorization</c>; a secret, to be set as a reference to Key Vault. The default is none.</summary>
    public string? Authorization { get; init; }

    /// <summary>Time for one try. The default is 60 seconds; three tries, so that the step ends within four minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Checks the ranges above; generated.</summary>
[OptionsValidator]
sealed partial class ValidateMetricsOptions : IValidateOptions<MetricsOptions>;
