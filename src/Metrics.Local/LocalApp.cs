using System.Security.Cryptography;
using Metrics.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Metrics.Local;

/// <summary>The host of the doors on plain ASP.NET Core: what the Functions host does for them, and nothing else.</summary>
public static class LocalApp
{
    /// <summary>Builds the host; settings come from the environment and from <paramref name="args"/>.</summary>
    /// <param name="services">Replaces services: a test's clock.</param>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration["FunctionKey"] ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        builder.Services.Configure<KestrelServerOptions>(o => o.Limits.MaxRequestBodySize = null);
        builder.Services.AddMvcCore();
        builder.Services.AddCors();
        builder.Services.AddMetrics(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        services?.Invoke(builder.Services);
        builder.Services.AddSingleton(Queues(builder.Configuration));
        var doors = Door.Find(typeof(LocalApp).Assembly.GetTypes());
        foreach (var door in doors)
            AddListener(builder.Services, door);
        var app = builder.Build();
        // What the platform's CORS does in Azure, by the setting of Core Tools: origins with commas.
        if (app.Configuration["Host:CORS"] is { Length: > 0 } origins)
            app.UseCors(cors => cors.WithOrigins(origins.Split(',')).AllowAnyHeader().AllowAnyMethod());
        app.MapHttpDoors(doors, FunctionKey(app));
        return app;
    }

    /// <summary>The key that all but anonymous doors want: the setting <c>FunctionKey</c>, else a new one for each start.</summary>
    public static string FunctionKey(WebApplication app) => app.Configuration["FunctionKey"]!;

    static void AddListener(IServiceCollection services, Door door)
    {
        if (door.Trigger is TimerTriggerAttribute)
            services.AddSingleton<IHostedService>(p => ActivatorUtilities.CreateInstance<TimerDoors>(p, door));
        else if (door.Trigger is QueueTriggerAttribute)
            services.AddSingleton<IHostedService>(p => ActivatorUtilities.CreateInstance<QueueDoors>(p, door));
    }

    static QueueSettings Queues(ConfigurationManager settings)
    {
        var host = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json")).Build();
        // The host's own way to override host.json: AzureFunctionsJobHost__extensions__queues__visibilityTimeout.
        var all = new ConfigurationBuilder().AddConfiguration(host).AddConfiguration(settings.GetSection("AzureFunctionsJobHost")).Build();
        return all.GetSection("extensions:queues").Get<QueueSettings>() ?? new QueueSettings();
    }
}
