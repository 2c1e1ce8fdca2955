using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>A physical line that is longer than any record may be, judged piece by piece and never held.</summary>
sealed class LongLine(TextEncoding known)
{
    const int PieceBytes = 4096;

    readonly Reading? _utf8 = known == TextEncoding.Gb18030 ? null : new(TextEncoding.Utf8);
    readonly Reading? _gb18030 = known is TextEncoding.Ascii or TextEncoding.Gb18030 ? new(TextEncoding.Gb18030) : null;
    bool _high;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _high |= bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF);
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(PieceBytes, bytes.Length)];
            _utf8?.Add(piece, last: false);
            _gb18030?.Add(piece, last: false);
            bytes = bytes[piece.Length..];
        }
    }

    /// <summary>Ends the line. It decides the log's <paramref name="encoding"/> if it is the first to have a byte from 0x80 on.</summary>
    /// <returns>The reason for which the line is bad; null: it is blank.</returns>
    public RejectReason? End(out TextEncoding encoding)
    {
        _utf8?.Add([], last: true);
        _gb18030?.Add([], last: true);
        encoding = known != TextEncoding.Ascii || !_high ? known
            : _utf8!.IsValid ? TextEncoding.Utf8 : TextEncoding.Gb18030;
        var read = encoding == TextEncoding.Gb18030 ? _gb18030! : _utf8!;
        return !read.IsValid ? RejectReason.BadEncoding : read.IsBlank ? null : RejectReason.BadRow;
    }

    sealed class Reading(TextEncoding encoding)
    {
        readonly CheckedDecoder _decoder = new(encoding);
        readonly char[] _chars = new char[PieceBytes + 2];

        public bool IsValid => _decoder.IsValid;
        public bool IsBlank { get; private set; } = true;

        public void Add(ReadOnlySpan<byte> piece, bool last)
        {
            var count = _decoder.Decode(piece, _chars, last);
            IsBlank = IsBlank && WhiteSpace.IsBlank(_chars.AsSpan(0, count));
        }
    }
}
