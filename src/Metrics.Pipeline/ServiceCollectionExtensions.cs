using Metrics.Pipeline.Events;
using Metrics.Pipeline.Logs;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Storage;
using Metrics.Pipeline.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline;

public static class ServiceCollectionExtensions
{
    /// <summary>Everything that the doors need. Options are checked when the host starts.</summary>
    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<MetricsOptions>().Bind(configuration);
        services.AddSingleton<IValidateOptions<MetricsOptions>, ValidateMetricsOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new DataAccount(configuration.GetSection(DataAccount.Connection)));
        services.AddHostedService<StorageSetup>();
        services.AddHttpClient();
        services
            .AddSingleton<StepSender>()
            .AddSingleton<Inbox>()
            .AddSingleton<Ledger>()
            .AddSingleton<Receipts>()
            .AddSingleton<EventStore>()
            .AddSingleton<ReferenceStore>()
            .AddSingleton<Publications>()
            .AddSingleton<RunTable>()
            .AddSingleton<RunFolder>()
            .AddSingleton<StoredLogs>()
            .AddSingleton<CalendarBefore>()
            .AddSingleton<RunRequests>();
        services
            .AddSingleton<SourcePull>()
            .AddSingleton<PullStep>()
            .AddSingleton<LogIngest>()
            .AddSingleton<IngestStep>()
            .AddSingleton<FoldStep>()
            .AddSingleton<MergeStep>()
            .AddSingleton<SourceSilence>()
            .AddSingleton<PublishStep>()
            .AddSingleton<TidyStep>()
            .AddSingleton<Steps>();
        return services
            .AddSingleton<UnhandledErrors>()
            .AddSingleton<LogAnswers>()
            .AddSingleton<RunAnswers>()
            .AddSingleton<ClockAnswers>()
            .AddSingleton<SummaryAnswers>();
    }
}
