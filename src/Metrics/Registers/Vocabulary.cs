namespace Metrics.Registers;

/// <summary>The words that a cell of the register may hold, each in English and Chinese; names are exact.</summary>
sealed class Vocabulary
{
    /// <summary>The cell is empty.</summary>
    internal static readonly Vocabulary None = new();

    /// <summary>Any word, as it is.</summary>
    internal static readonly Vocabulary Any = new() { _takesAny = true };

    /// <summary>Each a word and its Chinese.</summary>
    readonly string[][] _words;
    bool _takesAny;

    /// <param name="words">Each a word, a blank, its Chinese.</param>
    internal Vocabulary(params string[] words) => _words = [.. words.Select(w => w.Split(' '))];

    internal bool IsEmpty => _words.Length == 0 && !_takesAny;

    /// <summary>In English.</summary>
    internal IReadOnlyList<string> Words => [.. _words.Select(w => w[0])];

    /// <summary>All words, for errors.</summary>
    internal Bilingual Expected => IsEmpty ? new("空", "nothing")
        : new(string.Join('、', _words.Select(w => w[1])), string.Join(", ", _words.Select(w => $"{w[0]} ({w[1]})")));

    /// <summary>The English word that is meant, or null.</summary>
    internal string? Find(string text)
    {
        foreach (var word in _words)
        {
            if (word.Contains(text))
                return word[0];
        }
        return _takesAny ? text : null;
    }
}
