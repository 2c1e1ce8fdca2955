using System.Text.Json.Nodes;
using Metrics.Local;
using Microsoft.Azure.Functions.Worker;

namespace Metrics.Pipeline.Tests;

/// <summary>
/// What the Functions host will serve, against what the local host serves. <c>METRICS_TEST_FUNCTIONS</c> names the folder of the
/// published functions; <c>./test</c> publishes them once. Without it the test is skipped.
/// </summary>
public sealed class PublishedFunctionsTests
{
    const string Variable = "METRICS_TEST_FUNCTIONS";

    [Fact]
    public void The_published_functions_are_the_doors_of_the_local_host()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} is not set: ./test publishes the functions and sets it");
        var published = JsonNode.Parse(File.ReadAllText(Path.Combine(folder!, "functions.metadata")))!.AsArray();
        var served = Door.Find(typeof(LocalApp).Assembly.GetTypes());
        Assert.Equal(served.Select(Served).Order(StringComparer.Ordinal), published.Select(f => Published(f!)).Order(StringComparer.Ordinal));
    }

    static string Served(Door door) => door.Trigger switch
    {
        HttpTriggerAttribute http => $"{door.Name} httpTrigger {http.AuthLevel} {string.Join('|', http.Methods!)} {http.Route}",
        TimerTriggerAttribute timer => $"{door.Name} timerTrigger {timer.Schedule}",
        _ => $"{door.Name} queueTrigger {((QueueTriggerAttribute)door.Trigger).QueueName} {((QueueTriggerAttribute)door.Trigger).Connection}",
    };

    static string Published(JsonNode function)
    {
        var trigger = function["bindings"]!.AsArray().Single(b => b!["type"]!.ToString().EndsWith("Trigger", StringComparison.Ordinal))!;
        var says = trigger["type"]!.ToString() switch
        {
            "httpTrigger" => $"{trigger["authLevel"]} {string.Join('|', trigger["methods"]!.AsArray())} {trigger["route"]}",
            "timerTrigger" => $"{trigger["schedule"]}",
            _ => $"{trigger["queueName"]} {trigger["connection"]}",
        };
        return $"{function["name"]} {trigger["type"]} {says}";
    }
}
