using System.Text;
using Metrics.Files;

namespace Metrics.Proposing;

/// <summary>A column of a file that is to be mapped: its header, what that means, and what its cells hold.</summary>
sealed class FileColumn(string header, HeaderMeaning meaning)
{
    /// <summary>Different cells, and characters of one, up to which they are words; texts are never shown.</summary>
    const int MostWords = 60;
    const int LongestWord = 20;

    readonly Dictionary<string, int> _words = [];
    int _filled;
    int _times;
    bool _isText;

    public string Header => header;
    public string Means => meaning.Means;
    public bool IsSure => meaning.IsSure;
    public int Rank => meaning.Rank;
    public bool IsOfContract => meaning.Rank < 0;

    /// <summary>At least half of its cells are times; of none, its header says so.</summary>
    public bool HasTimes => _times * 2 >= _filled;

    /// <summary>Its different cells, the most common first; empty where they are no words.</summary>
    public IReadOnlyList<string> Words =>
        _isText ? [] : [.. _words.OrderByDescending(w => w.Value).ThenBy(w => w.Key, Utf8Order.Instance).Select(w => w.Key)];

    /// <summary>It has more than words.</summary>
    public bool IsText => _isText;

    public void Add(string cell)
    {
        if (cell.Length == 0)
            return;
        _filled++;
        _times += EventTime.TryParse(Encoding.UTF8.GetBytes(cell), dateAloneIsStart: true, out _) ? 1 : 0;
        _isText |= cell.Length > LongestWord;
        if (_isText)
            return;
        _words[cell] = _words.GetValueOrDefault(cell) + 1;
        _isText = _words.Count > MostWords;
    }
}
