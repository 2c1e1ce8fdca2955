using Metrics.Pipeline;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
// The host itself ends at 104,857,600 bytes; the door refuses a log over its own limit with a clear answer.
builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = 104_857_600);
builder.Services.AddMetrics(builder.Configuration);
builder.Build().Run();
