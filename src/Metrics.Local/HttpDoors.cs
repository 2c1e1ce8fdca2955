using System.Security.Cryptography;
using System.Text;
using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Metrics.Local;

/// <summary>Serves HTTP doors below <c>/api</c>, and <c>POST /admin/functions/{name}</c>, which opens a timer door by hand.</summary>
static class HttpDoors
{
    const string KeyHeader = "x-functions-key";

    internal static void MapHttpDoors(this WebApplication app, IReadOnlyList<Door> doors, string key)
    {
        var keyHash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        // The Functions host answers a known route with another method as an unknown one.
        app.Use(async (http, next) =>
        {
            await next(http);
            if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
                http.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        foreach (var door in doors)
        {
            if (door.Trigger is HttpTriggerAttribute { Methods: { } methods } trigger)
                app.MapMethods(Routes.Prefix + trigger.Route, methods, http => AnswerAsync(http, door, trigger, keyHash));
            else if (door.Trigger is TimerTriggerAttribute)
                app.MapPost("/admin/functions/" + door.Name, http => FireAsync(http, door, keyHash));
        }
    }

    static async Task AnswerAsync(HttpContext http, Door door, HttpTriggerAttribute trigger, byte[] keyHash)
    {
        if (trigger.AuthLevel != AuthorizationLevel.Anonymous && !HasKey(http.Request, keyHash))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            await ShowAsync(http, await door.CallAsync(http.RequestServices, http.Request, http.Request.RouteValues, http.RequestAborted));
        }
        catch (Exception e)
        {
            var answer = http.RequestServices.GetRequiredService<UnhandledErrors>().Answer(door.Name, e, http);
            if (http.Response.HasStarted)
                http.Abort();
            else
                await answer.ExecuteAsync(http);
        }
    }

    static async Task ShowAsync(HttpContext http, object? answer)
    {
        switch (answer)
        {
            case IResult result:
                await result.ExecuteAsync(http);
                break;
            case IActionResult result:
                await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
        }
    }

    static async Task FireAsync(HttpContext http, Door door, byte[] keyHash)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (!HasKey(http.Request, keyHash))
            return;
        await door.CallAsync(http.RequestServices, new TimerInfo(), http.Request.RouteValues, http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    /// <summary>As the host does: the header first, else the query. Hashes are compared, in constant time.</summary>
    static bool HasKey(HttpRequest request, byte[] keyHash)
    {
        var given = request.Headers.TryGetValue(KeyHeader, out var header) ? header : request.Query["code"];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given.ToString())), keyHash);
    }
}
