namespace Metrics;

/// <summary>Something brought in that cannot be used at all: nothing is computed with it.</summary>
/// <param name="en">Where, what was found, what was expected.</param>
/// <param name="zh">The same in Chinese.</param>
public sealed class RefusedException(string en, string zh) : Exception(en)
{
    public Bilingual Why => new(zh, Message);

    /// <summary>The first cells of a file without a header, as they stand there: for the terminal of who has the file, since they may name persons.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];
}
