namespace Microsoft.Azure.Functions.Worker;

/// <summary>A door that a schedule opens; the same name and shape as the isolated worker's.</summary>
/// <param name="schedule">NCRONTAB with six fields, in UTC, or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;
}

/// <summary>What a scheduled door is told.</summary>
public sealed class TimerInfo
{
    public bool IsPastDue { get; set; }
}
