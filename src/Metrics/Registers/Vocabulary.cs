namespace Metrics.Registers;

/// <summary>The words that a cell of the register may hold, each in English and Chinese; names are exact.</summary>
sealed class Vocabulary
{
    /// <summary>The cell is empty.</summary>
    internal static readonly Vocabulary None = new();

    /// <summary>Any word, as it is.</summary>
    internal static readonly Vocabulary Any = new() { _takesAny = true };

    readonly (string Word, string Zh)[] _words;
    bool _takesAny;

    /// <param name="words">Each a word, a blank, its Chinese.</param>
    internal Vocabulary(params string[] words) => _words = [.. words.Select(w => w.Split(' ')).Select(w => (w[0], w[1]))];

    internal bool IsEmpty => _words.Length == 0 && !_takesAny;

    /// <summary>In English.</summary>
    internal IReadOnlyList<string> Words => [.. _words.Select(w => w.Word)];

    /// <summary>All words, for errors.</summary>
    internal Bilingual Expected => IsEmpty ? new("空", "nothing")
        : new(string.Join('、', _words.Select(w => w.Zh)), string.Join(", ", _words.Select(w => $"{w.Word} ({w.Zh})")));

    /// <summary>The English word that is meant, or null.</summary>
    internal string? Find(string text)
    {
        foreach (var (word, zh) in _words)
        {
            if (text == word || text == zh)
                return word;
        }
        return _takesAny ? text : null;
    }
}
