using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Web;

/// <summary>Limits and times of the HTTP doors.</summary>
public sealed class WebOptions
{
    /// <summary>The largest log that is taken over HTTP, in bytes as they come. The default is 64 MiB; the host ends at 100 MiB.</summary>
    [Range(1, 104_857_600)]
    public long PushLimitBytes { get; init; } = 64 << 20;

    /// <summary>How long a push waits for its receipt (回执) before it answers 202. The default is 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:03:00")]
    public TimeSpan ReceiptWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Age of the current publication from which <c>Health</c> says <c>stale</c>. The default is 30 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(30);

    /// <summary>Whether anyone may read publications, below <c>/api/open</c>. The default is no: those doors answer 404.</summary>
    public bool OpenData { get; init; }
}

/// <summary>Checks the ranges above; generated.</summary>
[OptionsValidator]
sealed partial class ValidateWebOptions : IValidateOptions<WebOptions>;
