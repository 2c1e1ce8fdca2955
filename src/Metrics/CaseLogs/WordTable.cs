namespace Metrics.CaseLogs;

/// <summary>A small fixed vocabulary of UTF-8 words; names are exact and case-sensitive.</summary>
sealed class WordTable
{
    readonly Utf8Index _words = new();
    readonly int[] _values;

    // Loops over an array: every run begins here, and each query over values would first have to be compiled.
    public WordTable(params (string Word, int Value)[] words)
    {
        _values = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            _words.Add(words[i].Word);
            _values[i] = words[i].Value;
        }
    }

    /// <summary>The word's value, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        var found = _words.Find(word);
        return found < 0 ? -1 : _values[found];
    }
}
