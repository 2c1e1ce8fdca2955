namespace Metrics.Files;

/// <summary>How long a record of a log may be, in the bytes of the file.</summary>
static class LogRecord
{
    /// <summary>Bytes that a record may have without its line end.</summary>
    public const int MaxBytes = 65_536;

    /// <summary>The same with CR and LF. A text of this length in which no record ends begins with a record that is too long.</summary>
    public const int MaxWithLineEnd = MaxBytes + 2;

    /// <param name="record">With its line end.</param>
    public static bool IsTooLong(ReadOnlySpan<byte> record) => WithoutLineEnd(record).Length > MaxBytes;

    /// <summary>A lone CR is no line end.</summary>
    public static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> record) =>
        record is not [.., (byte)'\n'] ? record
        : record is [.., (byte)'\r', (byte)'\n'] ? record[..^2] : record[..^1];
}
