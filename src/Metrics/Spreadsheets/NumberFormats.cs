namespace Metrics.Spreadsheets;

/// <summary>Which of a workbook's cell styles show a number as a date or time (contract 6).</summary>
sealed class NumberFormats
{
    readonly Dictionary<int, bool> _own = [];
    readonly List<int> _styles = [];

    /// <summary>Adds a format of the workbook's own; it may stand in for a built-in one.</summary>
    public void Add(int format, ReadOnlySpan<char> code) => _own[format] = IsDateCode(code);

    /// <summary>Adds the next cell style, which shows its numbers in this format.</summary>
    public void AddStyle(int format) => _styles.Add(format);

    /// <param name="style">Its place among the cell styles; one that is not there is no date.</param>
    public bool IsDate(int style) => style >= 0 && style < _styles.Count
        && (_own.TryGetValue(_styles[style], out var date) ? date : IsBuiltInDate(_styles[style]));

    /// <summary>Formats that every program knows, those of East Asia too, and that no file spells out.</summary>
    static bool IsBuiltInDate(int format) => format is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58;

    /// <summary>Has y, m, d, h or s outside quotes, brackets and escapes.</summary>
    public static bool IsDateCode(ReadOnlySpan<char> code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = Past(code, i, '"');
                    break;
                case '[':
                    i = Past(code, i, ']');
                    break;
                // The character behind is shown as it is, or is as wide as a blank.
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'y' or 'm' or 'd' or 'h' or 's' or 'Y' or 'M' or 'D' or 'H' or 'S':
                    return true;
            }
        }
        return false;
    }

    /// <summary>Where the closing mark stands; without one, the opening mark is a character like any other.</summary>
    static int Past(ReadOnlySpan<char> code, int at, char closing) =>
        code[(at + 1)..].IndexOf(closing) is >= 0 and var length ? at + 1 + length : at;
}
