using Azure.Monitor.OpenTelemetry.Exporter;
using Metrics.Pipeline.Account;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Metrics.Pipeline;

/// <summary>Where traces, metrics and logs go: docs/decisions/telemetry.md.</summary>
public static class TelemetrySetup
{
    // Spans of the storage clients, of requests, and of the worker's invocations.
    static readonly string[] _sources = [Signals.Name, "Azure.*", "Microsoft.AspNetCore", "Microsoft.Azure.Functions.Worker"];

    /// <summary>
    /// Sends traces and metrics to Azure Monitor where <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set; traces, metrics and logs
    /// to a collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is, and to the console where <c>TelemetryConsole</c> is <c>true</c>.
    /// With none of them nothing is set up.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var monitor = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 };
        var collector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        var console = configuration.GetValue("TelemetryConsole", false);
        if (!monitor && !collector && !console)
            return services;
        // The storage clients' spans, until the switch is their default.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        services.AddOpenTelemetry()
            .WithTracing(traces => Export(traces.AddSource(_sources), configuration, monitor, collector, console))
            .WithMetrics(metrics => Export(metrics.AddMeter(Signals.Name), configuration, monitor, collector, console));
        if (collector || console)
            services.AddLogging(logging => logging.AddOpenTelemetry(logs => Export(logs, collector, console)));
        return services;
    }

    static void Export(TracerProviderBuilder traces, IConfiguration configuration, bool monitor, bool collector, bool console)
    {
        if (monitor)
            traces.AddAzureMonitorTraceExporter(options => SignIn(options, configuration));
        if (collector)
            traces.AddOtlpExporter();
        if (console)
            traces.AddConsoleExporter();
    }

    static void Export(MeterProviderBuilder metrics, IConfiguration configuration, bool monitor, bool collector, bool console)
    {
        if (monitor)
            metrics.AddAzureMonitorMetricExporter(options => SignIn(options, configuration));
        if (collector)
            metrics.AddOtlpExporter();
        if (console)
            metrics.AddConsoleExporter();
    }

    static void Export(OpenTelemetryLoggerOptions logs, bool collector, bool console)
    {
        (logs.IncludeScopes, logs.IncludeFormattedMessage) = (true, true);
        if (collector)
            logs.AddOtlpExporter();
        if (console)
            logs.AddConsoleExporter();
    }

    static void SignIn(AzureMonitorExporterOptions options, IConfiguration configuration)
    {
        options.ConnectionString = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        var data = configuration.GetSection(DataAccount.Connection);
        if (data["credential"] is { Length: > 0 })
            options.Credential = DataAccount.Credential(data);
    }
}
