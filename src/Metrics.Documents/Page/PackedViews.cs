using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrics.Documents.Page.Content;

namespace Metrics.Documents.Page;

/// <summary>
/// Views that a file holds besides the one that it shows: deflated, in Base64. A line is a JSON array of a view and the HTML of one
/// of its sections. The lines lie by section, since the same section of two views is much alike.
/// </summary>
static class PackedViews
{
    // What is written is deflated text and never HTML itself.
    static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="views">With their sections; every view has the same number of them.</param>
    internal static string Base64(IReadOnlyList<(PageView View, IReadOnlyList<string> Sections)> views)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize))
        {
            for (var section = 0; section < views[0].Sections.Count; section++)
            {
                foreach (var (view, sections) in views)
                    Write(deflate, view, sections[section]);
            }
        }
        return Convert.ToBase64String(packed.ToArray());
    }

    static void Write(Stream to, PageView view, string html)
    {
        using (var json = new Utf8JsonWriter(to, _options))
        {
            json.WriteStartArray();
            json.WriteStringValue(view.ToString());
            json.WriteStringValue(html);
            json.WriteEndArray();
        }
        to.WriteByte((byte)'\n');
    }
}
