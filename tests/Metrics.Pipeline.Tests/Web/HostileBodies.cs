using System.IO.Compression;
using System.Text;

namespace Metrics.Pipeline.Tests.Web;

/// <summary>Bodies that nobody sends who means well, by name.</summary>
static class HostileBodies
{
    const string Header = "case_id,event_id,event,at\n";
    const int Mebibyte = 1 << 20;

    internal static IEnumerable<(string Name, byte[] Body)> All()
    {
        yield return ("empty", []);
        yield return ("mark alone", [0xEF, 0xBB, 0xBF]);
        yield return ("bomb of zeros", Gzip(new byte[64 * Mebibyte]));
        yield return ("bomb of line feeds", Gzip(Enumerable.Repeat((byte)'\n', 64 * Mebibyte).ToArray()));
        yield return ("bomb of quotes", Gzip(Logs.Utf8(Header + "\"" + new string('x', 32 * Mebibyte))));
        yield return ("bomb in a bomb", Gzip(Gzip(Gzip(new byte[Mebibyte]))));
        yield return ("gzip cut short", Gzip(Logs.Good)[..^12]);
        yield return ("gzip of nothing more than its head", Gzip(Logs.Good)[..10]);
        yield return ("gzip with a wrong checksum", [.. Gzip(Logs.Good)[..^8], 1, 2, 3, 4, 5, 6, 7, 8]);
        yield return ("gzip and something behind it", [.. Gzip(Logs.Good), .. Logs.Good]);
        yield return ("zeros", new byte[Mebibyte]);
        yield return ("zeros among values", Logs.Utf8(Header + "C\0 1,1\0,visited\0,2019-03-01\0\n"));
        yield return ("UTF-16 without a mark", Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Logs.Good)));
        yield return ("UTF-16 from the big end without a mark", Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(Logs.Good)));
        yield return ("UTF-16 cut within a character", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header)[..^1]]);
        yield return ("UTF-32", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Header)]);
        yield return ("no UTF-8", [.. Logs.Utf8(Header), 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF8, 0x88, 0xFF, (byte)'\n']);
        yield return ("deep JSON", Logs.Utf8(string.Concat(Enumerable.Repeat("{\"case_id\":", 20_000))));
        yield return ("deep array in JSON", Logs.Utf8($$"""{"case_id":{{new string('[', 20_000)}}{{new string(']', 20_000)}},"event":"visited","at":"2019-03-01"}"""));
        yield return ("JSON with a key twice", Logs.Utf8("""{"case_id":"C1","case_id":"C2","event":"visited","at":"2019-03-01"}"""));
        yield return ("JSON with half a character", Logs.Utf8("""{"case_id":"\ud800","event":"visited","at":"2019-03-01"}"""));
        yield return ("100,000 columns", Logs.Utf8(Header.TrimEnd() + string.Concat(Enumerable.Range(0, 100_000).Select(i => $",c{i}")) + "\nC1,1,visited,2019-03-01\n"));
        yield return ("the same column twice", Logs.Utf8("case_id,event,at,at\nC1,visited,2019-03-01,2019-03-02\n"));
        yield return ("a quote that never ends", Logs.Utf8(Header + "\"" + string.Concat(Enumerable.Repeat("C1,1,visited,2019-03-01\n", 100_000))));
        yield return ("one line of 8 MiB", Logs.Utf8(Header + new string('x', 8 * Mebibyte)));
        yield return ("carriage returns alone", Logs.Utf8(Header.Replace('\n', '\r') + string.Concat(Enumerable.Repeat("C1,1,visited,2019-03-01\r", 1000))));
        yield return ("years that are none", Logs.Utf8(Header + "C1,1,visited,0001-01-01\nC2,1,visited,9999-12-31\nC3,1,visited,-1\nC4,1,visited,99999999999999999999\n"));
        yield return ("an archive", [.. "PK\u0003\u0004"u8, .. new byte[4096]]);
        yield return ("a program", [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[4096]]);
        yield return ("noise", Noise());
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    static byte[] Noise()
    {
        var bytes = new byte[Mebibyte];
        new Random(13).NextBytes(bytes);
        return bytes;
    }
}
