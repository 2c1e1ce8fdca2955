namespace Metrics.Pipeline.Web;

/// <summary>Where a caller puts a parameter.</summary>
public enum ParameterPlace
{
    Route,
    Query,
    Header,
    Body,
}

/// <summary>What a door takes.</summary>
/// <param name="Required">Whether a request without it is refused.</param>
/// <param name="Shape">Its schema in <c>shapes.json</c>; null of a body: bytes.</param>
public sealed record WebParameter(string Name, ParameterPlace In, string Description, bool Required = false, string? Shape = null);

/// <summary>What a door answers.</summary>
/// <param name="MediaType">Null: the answer has no body.</param>
/// <param name="Shape">Its schema in <c>shapes.json</c>; null: bytes, or no body.</param>
public sealed record WebAnswer(int Status, string? MediaType, string Description, string? Shape = null);

/// <summary>A door that answers HTTP, as its callers see it.</summary>
/// <param name="Name">Name of the function.</param>
/// <param name="Route">Below <see cref="Routes.Prefix"/>, as in the function's attribute.</param>
/// <param name="NeedsKey">Whether it wants a function key.</param>
/// <param name="Errors">Problem details in English and Chinese (RFC 9457), but for those that the host gives: 401 without a body.</param>
public sealed record WebDoor(
    string Name, string Method, string Route, bool NeedsKey, string Description,
    IReadOnlyList<WebParameter> Parameters, IReadOnlyList<WebAnswer> Answers, IReadOnlyList<WebAnswer> Errors);
