namespace Metrics;

/// <summary>A small fixed vocabulary of UTF-8 words; names are exact and case-sensitive.</summary>
sealed class WordTable
{
    readonly Utf8Index _words = new();
    int[] _values = [];

    // Loops over arrays: every run begins here, and each query over values would first have to be compiled.
    public WordTable(params (string Word, int Value)[] words)
    {
        foreach (var (word, value) in words)
            Add(word, value);
    }

    /// <param name="words">By value, from 0 on.</param>
    public WordTable(string[][] words)
    {
        for (var value = 0; value < words.Length; value++)
        {
            foreach (var word in words[value])
                Add(word, value);
        }
    }

    void Add(string word, int value)
    {
        _words.Add(word);
        Array.Resize(ref _values, _words.Count);
        _values[^1] = value;
    }

    /// <summary>The word's value, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        var found = _words.Find(word);
        return found < 0 ? -1 : _values[found];
    }
}
