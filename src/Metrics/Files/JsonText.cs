using System.Globalization;
using System.Text;

namespace Metrics.Files;

/// <summary>Takes the escapes off a JSON string.</summary>
static class JsonText
{
    /// <summary>
    /// Writes the characters of <paramref name="escaped"/>, whose escapes are well-formed, into <paramref name="into"/>, which
    /// needs no more room than it. False: an escape that is no character (half of a surrogate pair).
    /// </summary>
    public static bool TryUnescape(ReadOnlySpan<byte> escaped, Span<byte> into, out int length)
    {
        length = 0;
        while (escaped.IndexOf((byte)'\\') is >= 0 and var at)
        {
            escaped[..at].CopyTo(into[length..]);
            length += at;
            escaped = escaped[at..];
            if (!TryOne(ref escaped, out var rune))
                return false;
            length += rune.EncodeToUtf8(into[length..]);
        }
        escaped.CopyTo(into[length..]);
        length += escaped.Length;
        return true;
    }

    static bool TryOne(ref ReadOnlySpan<byte> escaped, out Rune rune)
    {
        var letter = escaped[1];
        if (letter != 'u')
        {
            escaped = escaped[2..];
            rune = new(letter switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                _ => (char)letter,
            });
            return true;
        }
        var first = Unit(ref escaped);
        if (Rune.TryCreate(first, out rune))
            return true;
        return escaped is [(byte)'\\', (byte)'u', ..] && Rune.TryCreate(first, Unit(ref escaped), out rune);
    }

    static char Unit(ref ReadOnlySpan<byte> escaped)
    {
        var unit = (char)int.Parse(escaped[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        escaped = escaped[6..];
        return unit;
    }
}
