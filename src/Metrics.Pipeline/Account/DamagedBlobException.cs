namespace Metrics.Pipeline.Account;

/// <summary>
/// A blob, or a row of a table, that is not there, or whose bytes are not those that were written. Trying again mends nothing.
/// </summary>
/// <param name="blob">Container and name, or table and key.</param>
/// <param name="found">What is wrong, as the rest of a sentence.</param>
/// <param name="remedy">What heals it: whole sentences.</param>
public sealed class DamagedBlobException(string blob, string found, string remedy, Exception? inner = null)
    : Exception($"{blob} {found}. {remedy}", inner)
{
    /// <summary>Container and name, or table and key.</summary>
    public string Blob => blob;
}
