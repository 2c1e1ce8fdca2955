namespace Metrics;

/// <summary>Something brought in that cannot be used at all: nothing is computed with it.</summary>
/// <param name="en">Where, what was found, what was expected.</param>
/// <param name="zh">The same in Chinese.</param>
public sealed class RefusedException(string en, string zh) : Exception(en)
{
    public Bilingual Why => new(zh, Message);
}
