using Metrics.Functions;
using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Metrics.Pipeline.Tests.Web.BadDoors;

// Each of these the launcher or the Functions host would not serve as it is written.

public sealed class AnswersWithText
{
    [Function(nameof(AnswersWithText))]
    public Task<string> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "text")] HttpRequest request) => Task.FromResult(request.Path.ToString());
}

public sealed class TakesABody
{
    [Function(nameof(TakesABody))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "post", Route = "body")] HttpRequest request, [FromBody] string body) =>
        Task.FromResult(Results.Text(body + request.Path));
}

public sealed class TakesANumber
{
    [Function(nameof(TakesANumber))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "numbers/{number}")] HttpRequest request, int number) =>
        Task.FromResult(Results.Text(number + request.Path));
}

public sealed class TakesAnUnknownRouteValue
{
    [Function(nameof(TakesAnUnknownRouteValue))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "things/{id}")] HttpRequest request, string name) =>
        Task.FromResult(Results.Text(name + request.Path));
}

public sealed class TakesAMessageAsBytes
{
    [Function(nameof(TakesAMessageAsBytes))]
    public Task Run([QueueTrigger("work", Connection = "Data")] byte[] message) => Task.FromResult(message.Length);
}

public sealed class TakesAnyMethod
{
    [Function(nameof(GetRun))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Function, Route = Routes.Run)] HttpRequest request) => Task.FromResult(Results.Text(request.Path));
}

public sealed class IsOpenToAnyone
{
    [Function(nameof(GetRun))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Run)] HttpRequest request) => Task.FromResult(Results.Text(request.Path));
}

public sealed class HasNoTrigger
{
    [Function(nameof(HasNoTrigger))]
    public Task Run(string message) => Task.FromResult(message.Length);
}

public sealed class IsPrivate
{
    [Function(nameof(IsPrivate))]
    Task Run([QueueTrigger("work", Connection = "Data")] string message) => Task.Delay(message.Length);
}

static class Holder
{
    public sealed class IsNested
    {
        [Function(nameof(IsNested))]
        public Task Run([QueueTrigger("work", Connection = "Data")] string message) => Task.FromResult(message.Length);
    }
}
