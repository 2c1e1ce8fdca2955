namespace Microsoft.Azure.Functions.Worker;

/// <summary>Who may call a door over HTTP.</summary>
public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}

/// <summary>A door that answers HTTP; the same name and shape as the isolated worker's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel { get; } = authLevel;
    public string[] Methods { get; } = methods;
    /// <summary>Below <c>/api</c>.</summary>
    public string? Route { get; set; }
}
