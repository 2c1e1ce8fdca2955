namespace Metrics.Tests.Spreadsheets;

/// <summary>Logs that LibreOffice has written, and the CSV that says the same: <c>written/write.py</c>.</summary>
static class WrittenFiles
{
    public static readonly string[] Workbooks = ["log.xls", "log.xlsx", "log-1904.xls", "log-1904.xlsx"];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Spreadsheets", "written", name));
}
