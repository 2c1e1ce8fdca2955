namespace Metrics.Files;

/// <summary>Why a file is refused for its bytes, before any header is looked for.</summary>
static class FileRefusals
{
    public static RefusedException BrokenGzip() => new(
        "the gzip data cannot be unpacked to its end, expected a whole gzip file",
        "gzip数据无法完整解压，应为完整的gzip文件");

    public static RefusedException BrokenUtf16() => new(
        "the UTF-16 text is ill-formed (half a character), expected whole UTF-16; the file was perhaps cut off",
        "UTF-16文本有误（有不完整的字符），应为完整的UTF-16；文件可能被截断");

    public static RefusedException PackedWorkbook() => new(
        "the gzip holds a spreadsheet or another archive, expected text; send the spreadsheet as it is",
        "gzip中是表格或其他压缩包，应为文本；请直接发送表格文件");

    public static RefusedException JsonArray() => new(
        "the file is a JSON array (its first line begins with '['), expected one object a line (NDJSON)",
        "文件是JSON数组（首行以“[”开头），应为每行一个对象（NDJSON）");

    public static RefusedException TooManyLines() => new(
        "the file has more than 4,294,967,295 lines, blank ones too, expected fewer; split it",
        "文件（含空行）超过4,294,967,295行，应更少；请拆分");

    /// <param name="mebibytes">Of text, unpacked; of a spreadsheet as it is.</param>
    public static RefusedException TooLarge(int mebibytes) => new(
        $"the file has more than {mebibytes} MiB, expected less",
        $"文件超过{mebibytes} MiB，应更小");
}
