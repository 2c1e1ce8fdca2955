using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Ingest;

/// <summary>How much of the inbox a step takes in, and in how much memory.</summary>
public sealed class IngestOptions
{
    /// <summary>
    /// Bytes of new logs that one step takes in at most; a gzip or a workbook counts ten times its own. A larger file is a step of its own. The
    /// default is 256 MiB.
    /// </summary>
    [Range(1, 1L << 30)]
    public long IngestStepBytes { get; init; } = 256 << 20;

    /// <summary>Bytes of events that a step holds in memory while it reads logs; more goes to a temporary file. The default is 192 MiB.</summary>
    [Range(1 << 20, 1L << 32)]
    public long IngestBufferBytes { get; init; } = 192 << 20;

    /// <summary>
    /// Events of a step up to which the store has their columns at once; those of a larger step come after the run, when its publication
    /// stands. The default is 262,144.
    /// </summary>
    [Range(0, 100_000_000)]
    public long ColumnsAtOnceUpTo { get; init; } = 262_144;
}

/// <summary>Checks the ranges above; generated.</summary>
[OptionsValidator]
sealed partial class ValidateIngestOptions : IValidateOptions<IngestOptions>;
