using System.Globalization;

namespace Metrics;

/// <summary>A district (行政区划) by the first six digits of its code (GB/T 2260).</summary>
/// <param name="Code">Six digits; 0: missing.</param>
public readonly record struct District(int Code)
{
    public bool IsMissing => Code == 0;

    /// <summary>The six digits; of a missing one, 0.</summary>
    public override string ToString() => Code.ToString(CultureInfo.InvariantCulture);
}
