using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Sources;

/// <summary>The systems whose logs are pulled.</summary>
public sealed class SourceOptions
{
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
sealed partial class ValidateSourceOptions : IValidateOptions<SourceOptions>;
