namespace Microsoft.Azure.Functions.Worker;

/// <summary>A door that takes queue messages; the same name and shape as the isolated worker's.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    public string QueueName { get; } = queueName;
    /// <summary>Name of the connection in the settings.</summary>
    public string? Connection { get; set; }
}
