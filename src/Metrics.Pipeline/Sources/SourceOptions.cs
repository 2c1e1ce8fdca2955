using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Metrics.Pipeline.Ledger;
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
public sealed class PulledSource : IValidatableObject
{
    /// <summary>The log's source: ASCII letters, digits, <c>_</c> and <c>-</c>; at most 63.</summary>
    [Required, RegularExpression("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")]
    public string Source { get; init; } = "";

    /// <summary>The log's name in the inbox, by the rules of a pushed one; <c>{date}</c> stands for the run's day as <c>yyyy-MM-dd</c>.</summary>
    [Required, StringLength(512)]
    public string Name { get; init; } = "";

    /// <summary>The address to pull, <c>https</c> for a source with a credential; <c>{date}</c> as in the name.</summary>
    [Required, RegularExpression("https?://.+")]
    public string Url { get; init; } = "";

    /// <summary>Sent as the header <c>Authorization</c>; a secret, to be set as a reference to Key Vault. The default is none.</summary>
    public string? Authorization { get; init; }

    /// <summary>Time for one try. The default is 60 seconds; three tries, so that the step ends within four minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What no attribute can tell: a name that leaves the source's folder, a credential that would be readable on its way.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LogName.TryParse(Source, NameOn(DateOnly.MinValue), out _) is { } fault)
            yield return new($"The {fault.Subject.En} of the log '{Source}/{Name}' is expected to have {fault.Expected.En}.", [nameof(Name)]);
        if (!Uri.TryCreate(UrlOn(DateOnly.MinValue), UriKind.Absolute, out var address))
            yield return new($"The address of the source '{Source}' cannot be read.", [nameof(Url)]);
        else if (!string.IsNullOrEmpty(Authorization) && address.Scheme != Uri.UriSchemeHttps)
            yield return new($"The source '{Source}' has a credential; its address is expected to begin with https.", [nameof(Url)]);
    }

    internal string Path => new LogName(Source, Name).Path;

    internal string NameOn(DateOnly day) => Dated(Name, day);

    internal string UrlOn(DateOnly day) => Dated(Url, day);

    static string Dated(string template, DateOnly day) =>
        template.Replace("{date}", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

/// <summary>Checks the ranges above; generated.</summary>
[OptionsValidator]
sealed partial class ValidateSourceOptions : IValidateOptions<SourceOptions>;
