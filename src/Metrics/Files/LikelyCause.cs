namespace Metrics.Files;

/// <summary>Why a file has no header, as far as its bytes tell (contract 1.4).</summary>
static class LikelyCause
{
    /// <summary>Bytes of the file's start that are looked at.</summary>
    const int Start = 4096;

    /// <param name="text">The start of the file.</param>
    public static Bilingual? Of(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, Start)];
        var first = WhiteSpace.Trim(text);
        // Half of UTF-16 is zeros where the text is ASCII; in Chinese the line ends and separators are.
        if (text.Count((byte)0) > text.Length / 16)
        {
            return new("文件像是没有字节顺序标记的UTF-16；请另存为UTF-8或带标记的UTF-16",
                "it looks like UTF-16 without a byte order mark; save it as UTF-8, or as UTF-16 with its mark");
        }
        if (first is [(byte)'[' or (byte)'{', ..])
            return new("文件像是JSON；请每行写一个对象，文件名以.ndjson结尾", "it looks like JSON; write one object a line, under a name that ends with .ndjson");
        if (first is [(byte)'<', ..])
        {
            return new("文件像是网页或XML；请用表格软件打开后另存为CSV",
                "it looks like HTML or XML, as some systems give it out for a spreadsheet; open it in a spreadsheet program and save it as CSV");
        }
        return HasLoneCr(text) ? LoneCr : null;
    }

    public static readonly Bilingual LoneCr = new(
        "行以单独的CR结尾（如“CSV（Macintosh）”）；请另存为行尾为LF或CRLF的CSV",
        "its lines end with CR alone, as in 'CSV (Macintosh)'; save it as CSV with line ends LF or CRLF");

    public static bool HasLoneCr(ReadOnlySpan<byte> text)
    {
        for (var cr = text.IndexOf((byte)'\r'); cr >= 0 && cr + 1 < text.Length; cr = text.IndexOf((byte)'\r'))
        {
            text = text[(cr + 1)..];
            if (text[0] != '\n')
                return true;
        }
        return false;
    }
}
