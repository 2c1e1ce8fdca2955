using System.Net;
using System.Text.RegularExpressions;

namespace Metrics.Pipeline.Sources;

/// <summary>A whole answer of a source.</summary>
/// <param name="Body">A temporary file; whoever asked closes it.</param>
/// <param name="HasNothing">Whether it was 204: there is no log.</param>
/// <param name="ETag">As its header came; empty: there was none. So are those that follow.</param>
/// <param name="From">The address that answered, behind all redirects.</param>
sealed partial record Answer(FileStream Body, bool HasNothing, string ETag, string LastModified, string Link, Uri From)
{
    internal static Answer Of(HttpResponseMessage response) => new(
        ((WholeContent)response.Content).File, response.StatusCode == HttpStatusCode.NoContent,
        Header(response, "ETag"), Header(response, "Last-Modified"), Header(response, "Link"), response.RequestMessage!.RequestUri!);

    /// <summary>The address of <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288); null: there is none.</summary>
    /// <param name="source">The source's own address: no other host gets its credential.</param>
    /// <exception cref="InvalidDataException">It is no address on the source's host.</exception>
    internal Uri? NextOf(Uri source)
    {
        var link = LinkPattern().Matches(Link).FirstOrDefault(l => RelationPattern().IsMatch(l.Groups["parameters"].Value));
        if (link is null)
            return null;
        return Uri.TryCreate(From, link.Groups["address"].Value, out var next) && (next.Scheme, next.Authority) == (source.Scheme, source.Authority)
            ? next : throw new InvalidDataException("its next page is expected on its own host");
    }

    static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    [GeneratedRegex("""<(?<address>[^<>]*)>(?<parameters>(?:[^<>",]|"[^"]*")*)""")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("""(?:^|;)\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\s*(?:;|$))""", RegexOptions.IgnoreCase)]
    private static partial Regex RelationPattern();
}
