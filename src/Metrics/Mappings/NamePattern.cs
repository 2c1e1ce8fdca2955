using System.Text;

namespace Metrics.Mappings;

/// <summary>A pattern over the name of a file (contract 7): <c>*</c> any characters, <c>/</c> too, <c>?</c> one, exact in case.</summary>
sealed class NamePattern(string pattern)
{
    readonly Rune[] _pattern = [.. pattern.EnumerateRunes()];

    /// <summary>Takes time in proportion to pattern times name at most, however many stars there are.</summary>
    public bool Fits(string name)
    {
        Rune[] text = [.. name.EnumerateRunes()];
        int at = 0, place = 0, star = -1, resume = 0;
        while (at < text.Length)
        {
            if (place < _pattern.Length && _pattern[place].Value == '*')
                (star, resume, place) = (place, at, place + 1);
            else if (place < _pattern.Length && (_pattern[place].Value == '?' || _pattern[place] == text[at]))
                (at, place) = (at + 1, place + 1);
            // The last star takes one character more; what an earlier one takes need never change.
            else if (star >= 0)
                (at, place) = (++resume, star + 1);
            else
                return false;
        }
        return _pattern.AsSpan(place).IndexOfAnyExcept(new Rune('*')) < 0;
    }

    public override string ToString() => pattern;
}
