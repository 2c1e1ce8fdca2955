using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Sources;

/// <summary>The systems whose logs are pulled: docs/pull.md.</summary>
public sealed class SourceOptions : IValidatableObject
{
    /// <summary>Logs that a run pulls over HTTP before it looks into the inbox. The default is none.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<PulledSource> Sources { get; set; } = [];

    /// <summary>Two sources under one name would take each other's place in the inbox.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Sources.GroupBy(s => s.Path).Where(same => same.Count() > 1)
        .Select(same => new ValidationResult($"The name '{same.Key}' is expected once.", [nameof(Sources)]));
}

/// <summary>Checks the ranges above; generated.</summary>
[OptionsValidator]
sealed partial class ValidateSourceOptions : IValidateOptions<SourceOptions>;
