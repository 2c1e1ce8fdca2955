namespace Metrics.Pipeline.Account;

/// <summary>Texts of any length in the room that a row has for them.</summary>
static class RowText
{
    /// <summary>Characters that Azure's tables take in one property.</summary>
    internal const int MostCharacters = 32_768;

    /// <summary>The text, or its beginning and an ellipsis.</summary>
    internal static string Cut(this string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
