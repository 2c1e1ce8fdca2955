using System.Xml;

namespace Metrics.Spreadsheets;

/// <summary>The rows of one sheet of a workbook, from first to last, each cell as text (contract 6). For one thread.</summary>
public abstract class Sheet : IDisposable
{
    /// <summary>MiB that a workbook may have, unpacked.</summary>
    public const int MaxMebibytes = 512;

    /// <summary>Rows and columns of the largest sheet that programs write.</summary>
    private protected const int MaxRows = 1_048_576;
    private protected const int MaxColumns = 16_384;

    /// <summary>Whether a file that begins with these four bytes is read as a workbook: it is a ZIP archive, or one of old office programs.</summary>
    public static bool IsWorkbook(ReadOnlySpan<byte> head) => IsZip(head) || head is [0xD0, 0xCF, 0x11, 0xE0, ..];

    static bool IsZip(ReadOnlySpan<byte> head) => head is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>Opens a sheet of <c>.xlsx</c>, <c>.xlsm</c> or <c>.xls</c>, which its bytes tell apart.</summary>
    /// <param name="workbook">Can seek; stays open as long as the sheet, and is closed by who opened it.</param>
    /// <param name="name">The sheet's, as in a mapping (contract 7); null: the first that is not hidden.</param>
    /// <exception cref="RefusedException">It is no workbook, encrypted, damaged or too large, or has no such sheet.</exception>
    public static Sheet Open(Stream workbook, string? name)
    {
        try
        {
            var head = new byte[4];
            workbook.Position = 0;
            workbook.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            workbook.Position = 0;
            return IsZip(head) ? XlsxWorkbook.Open(workbook, name) : XlsWorkbook.Open(workbook, name);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw SpreadsheetRefusals.Damaged(e);
        }
    }

    /// <summary>Reads the next row that the file holds; blank ones may be left out.</summary>
    /// <exception cref="RefusedException">The rest of the workbook is damaged or too large.</exception>
    public bool TryRead(SheetRow row)
    {
        try
        {
            return TryReadNext(row);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw SpreadsheetRefusals.Damaged(e);
        }
    }

    private protected abstract bool TryReadNext(SheetRow row);

    public abstract void Dispose();

    static bool IsDamage(Exception e) => e is InvalidDataException or XmlException or EndOfStreamException;
}
