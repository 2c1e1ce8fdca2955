using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrics.Documents.Page.Content;

namespace Metrics.Documents.Page;

/// <summary>
/// Views that a file holds besides the one that it shows: deflated, in Base64. A line is a JSON array of a view and a piece of its HTML,
/// its pieces in their order. Like pieces of all views lie together, since they are much alike and deflate looks back 32 KB.
/// </summary>
static partial class PackedViews
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
                Write(deflate, [.. views.Select(v => (v.View, Table().Split(v.Sections[section])))]);
        }
        return Convert.ToBase64String(packed.ToArray());
    }

    static void Write(Stream to, IReadOnlyList<(PageView View, string[] Pieces)> views)
    {
        for (var piece = 0; piece < views.Max(v => v.Pieces.Length); piece++)
        {
            foreach (var (view, pieces) in views)
            {
                if (piece < pieces.Length)
                    Write(to, view, pieces[piece]);
            }
        }
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

    /// <summary>Where a table begins.</summary>
    [GeneratedRegex("(?=<div class=\"data\">)")]
    private static partial Regex Table();
}
