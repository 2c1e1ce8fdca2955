using System.Security.Cryptography;
using System.Text;
using Metrics.Documents.Page.Markup;

namespace Metrics.Documents.Page;

/// <summary>
/// What stands around the page: style, script and the policy that lets nothing else in. Style and script are named by their hashes,
/// so what a publication's names may hold is never run.
/// </summary>
public static class PageShell
{
    static readonly string _style = PageResources.Text("page.css");
    static readonly string _script = PageResources.Text("page.js");

    /// <summary>Holds no data: asks for the key, then for <see cref="PageData"/>.</summary>
    public static string Served { get; } = Of(Html.Text(Entrance.Of()), PolicyOf("'self'"), "");

    /// <summary>The content security policy of the served page. A header says what an element cannot: that no other page may frame it.</summary>
    public static string ServedPolicy { get; } = PolicyOf("'self'") + "; frame-ancestors 'none'";

    /// <param name="body">HTML of the view that is shown first, readable without the script.</param>
    /// <param name="views">Base64 of the others.</param>
    internal static string OfFile(string body, string views) =>
        Of(body, PolicyOf("'none'"), $"<script type=\"text/plain\" id=\"views\">{views}</script>");

    static string Of(string body, string policy, string data) =>
        $"""
        <!DOCTYPE html>
        <html lang="zh">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{policy}">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>政务服务审批时效 · Approval time</title>
        <style>{_style}</style>
        </head>
        <body>
        {Html.Text(Entrance.Languages())}
        {body}
        {data}
        <script>{_script}</script>
        </body>
        </html>

        """;

    static string PolicyOf(string connections) =>
        $"default-src 'none'; style-src '{Hash(_style)}'; script-src '{Hash(_script)}'; img-src data:; "
        + $"connect-src {connections}; base-uri 'none'; form-action 'none'";

    static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
