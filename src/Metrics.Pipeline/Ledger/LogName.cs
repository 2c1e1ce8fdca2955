using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Metrics.Pipeline.Ledger;

/// <summary>A log's place in the inbox: its source, and its path below the source's folder.</summary>
public readonly partial record struct LogName(string Source, string Name)
{
    /// <summary>A path has at most this many UTF-16 units, so that it fits every storage and file system behind it.</summary>
    public const int MaxLength = 512;
    const int MaxDepth = 32;

    static readonly Bilingual _source = new("来源", "source");
    static readonly Bilingual _name = new("名称", "name");

    public string Path => $"{Source}/{Name}";

    /// <summary>RowKey in the ledger and folder of receipts and events: SHA-256 of the path, lower-case hex.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)));

    /// <summary>The blob's name as source and name; null for a blob that lies in no source's folder.</summary>
    public static LogName? OfBlob(string blob) => blob.IndexOf('/', StringComparison.Ordinal) is var slash && slash > 0 && slash < blob.Length - 1
        ? new(blob[..slash], blob[(slash + 1)..]) : null;

    /// <summary>
    /// Reads what a caller sent. A source is <c>[A-Za-z0-9][A-Za-z0-9_-]{0,62}</c>; a name is a path of named folders
    /// with '/', without <c>.</c> and <c>..</c>, backslashes, percent-encoded characters, control and format characters.
    /// </summary>
    /// <returns>Null and the name, or what is wrong with it.</returns>
    public static NameFault? TryParse(string source, string? name, out LogName log)
    {
        log = new(source, name ?? "");
        if (!SourcePattern().IsMatch(source))
        {
            return new(_source, new("1 至 63 个 ASCII 字母、数字、下划线或连字符，以字母或数字开头",
                "1 to 63 ASCII letters, digits, '_' or '-', a letter or digit first"));
        }
        if (log.Name.Length is 0 or > MaxLength)
            return new(_name, new($"1 至 {MaxLength} 个字符", $"1 to {MaxLength} characters"));
        var folders = log.Name.Split('/');
        if (folders.Length > MaxDepth || folders.Any(f => f.Length == 0 || f[^1] is '.' || f != f.Trim()))
        {
            return new(_name, new($"至多 {MaxDepth} 级路径，每级不为空、不以“.”结尾、首尾无空白",
                $"at most {MaxDepth} path segments, none empty, none ending with '.', none with blanks around it"));
        }
        if (log.Name.EnumerateRunes().Any(IsForbidden) || EncodedPattern().IsMatch(log.Name))
        {
            return new(_name, new("不含反斜杠、控制字符、格式字符或百分号编码",
                "no backslash, control or format character, and no percent-encoded one"));
        }
        return null;
    }

    static bool IsForbidden(Rune rune) => rune.Value is '\\' or 0xFFFD || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,62}\z")]
    private static partial Regex SourcePattern();

    // Some hosts decode a path once, some twice: a name that would change then is no name.
    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EncodedPattern();
}

/// <summary>What is wrong with a log's name.</summary>
/// <param name="Subject">Its source, or its name within the source.</param>
/// <param name="Expected">What this must have.</param>
public sealed record NameFault(Bilingual Subject, Bilingual Expected);
