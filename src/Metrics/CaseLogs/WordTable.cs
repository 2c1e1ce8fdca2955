using System.Text;

namespace Metrics.CaseLogs;

/// <summary>A small fixed vocabulary of UTF-8 words; names are exact and case-sensitive.</summary>
sealed class WordTable
{
    readonly Utf8Index _words = new();
    readonly int[] _values;

    public WordTable(IReadOnlyCollection<(string Word, int Value)> words)
    {
        foreach (var (word, _) in words)
            _words.Add(Encoding.UTF8.GetBytes(word));
        _values = [.. words.Select(w => w.Value)];
    }

    /// <summary>The word's value, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        var found = _words.Find(word);
        return found < 0 ? -1 : _values[found];
    }
}
