namespace Metrics.Spreadsheets;

/// <summary>Why a spreadsheet is refused, before any header is looked for.</summary>
static class SpreadsheetRefusals
{
    public static RefusedException NoSpreadsheet() => new(
        "the file is a ZIP archive without a workbook (or .xlsb), expected a spreadsheet (.xlsx, .xls) or text; unpack it, or save it as .xlsx",
        "文件是ZIP压缩包（或.xlsb），其中没有可读的工作簿，应为表格（.xlsx、.xls）或文本；请解压，或另存为.xlsx");

    public static RefusedException NoWorkbook() => new(
        "the file is one of an old office program without a workbook (such as .doc), expected a spreadsheet or text",
        "文件是旧版办公软件的文件，其中没有工作簿（如.doc），应为表格或文本");

    public static RefusedException TooOld() => new(
        "the spreadsheet is of a program before Excel 97, expected a later one; open it and save it as .xlsx",
        "表格由Excel 97之前的程序保存，应为更新的格式；请打开后另存为.xlsx");

    public static RefusedException Encrypted() => new(
        "the spreadsheet is encrypted, expected one that opens without a password; save it without one",
        "表格已加密，应为无需密码即可打开的表格；请取消密码后另存");

    public static RefusedException TooLarge() => new(
        $"the spreadsheet has more than {Sheet.MaxMebibytes} MiB, unpacked, expected less; split it, or save it as CSV",
        $"表格解压后超过{Sheet.MaxMebibytes} MiB，应更小；请拆分，或另存为CSV");

    public static RefusedException Damaged(Exception cause) => new(
        $"the spreadsheet or ZIP archive is damaged ({cause.Message.TrimEnd('.')}), expected a whole one; "
            + "it was perhaps cut off: open it, save it and send it again",
        "表格（ZIP文件）已损坏，应为完整的表格；文件可能被截断：请打开后另存，再重新发送");

    public static RefusedException OnlyHidden() => new(
        "the spreadsheet has no sheet that can be seen, expected one; show the sheet that holds the rows",
        "表格中没有可见的工作表，应至少有一个；请取消隐藏存放数据的工作表");

    /// <param name="found">Sheets that are there.</param>
    public static RefusedException NoSheet(string name, IEnumerable<string> found)
    {
        var names = string.Join(", ", found.Take(10));
        return new($"the spreadsheet has no sheet '{name}', found {names}; name one of these in the mapping, or none",
            $"表格中没有工作表“{name}”，只有：{names}；请在字段映射中写其中之一，或不写");
    }
}
