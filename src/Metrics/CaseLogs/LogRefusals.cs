namespace Metrics.CaseLogs;

/// <summary>Why a whole log is refused, apart from the columns of its header.</summary>
static class LogRefusals
{
    public static readonly Bilingual BrokenGzip = new(
        En: "the gzip data cannot be unpacked to its end, expected a whole gzip file",
        Zh: "gzip数据无法完整解压,应为完整的gzip文件");

    public static readonly Bilingual NoHeader = new(
        En: "the file has no header, expected a CSV whose first row names the columns",
        Zh: "文件没有表头,应为首行写明列名的CSV");

    public static readonly Bilingual UnreadableHeader = new(
        En: "the header cannot be read (invalid bytes, a quoting fault or more than 65,536 bytes), expected column names in UTF-8 or GB18030",
        Zh: "表头无法读取(编码、引号有误或超过65536字节),应为UTF-8或GB18030的列名");
}
