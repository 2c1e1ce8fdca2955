using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Metrics.Documents.Page.Markup;

/// <summary>The files that the page is made with: its style, its script, its words.</summary>
static class PageResources
{
    internal static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    internal static T Json<T>(string name, JsonTypeInfo<T> type)
    {
        using var data = Open(name);
        return JsonSerializer.Deserialize(data, type)!;
    }

    static Stream Open(string name) => typeof(PageResources).Assembly.GetManifestResourceStream("Metrics.Documents.Page.Data." + name)!;
}
