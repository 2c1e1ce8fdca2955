namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a door; the same name and shape as the isolated worker's.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
