using Metrics.Pipeline;
using Metrics.Pipeline.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
// The host itself ends at 104,857,600 bytes; the door refuses a log over its own limit with a clear answer.
builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = 104_857_600);
builder.Services.AddMetrics(builder.Configuration);
builder.Services.AddTelemetry(builder.Configuration);
builder.UseMiddleware(AnswerFailuresAsync);
builder.Build().Run();

// A message or a timer that failed is the host's to try again; a caller gets problem details instead of the host's empty 500.
static async Task AnswerFailuresAsync(FunctionContext context, Func<Task> next)
{
    try
    {
        await next();
    }
    catch (Exception e) when (context.GetHttpContext() is { } http)
    {
        context.GetInvocationResult().Value = http.RequestServices.GetRequiredService<UnhandledErrors>().Answer(context.FunctionDefinition.Name, e, http);
    }
}
