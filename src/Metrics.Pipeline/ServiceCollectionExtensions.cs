using Metrics.Pipeline.Account;
using Metrics.Pipeline.Ingest;
using Metrics.Pipeline.Ledger;
using Metrics.Pipeline.Publishing;
using Metrics.Pipeline.Runs;
using Metrics.Pipeline.Sources;
using Metrics.Pipeline.Steps;
using Metrics.Pipeline.Store;
using Metrics.Pipeline.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline;

public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Everything that the doors need. The settings are the properties of the options of each room, by their names at the top
    /// of the configuration, and <c>Data</c>, the storage account (<see cref="DataAccount"/>); they are checked when the host starts.
    /// </summary>
    /// <remarks>
    /// The host reads one more: <c>NightlySchedule</c>, NCRONTAB with six fields, UTC; 02:00 in China is <c>0 0 18 * * *</c>.
    /// </remarks>
    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new DataAccount(configuration.GetSection(DataAccount.Connection)));
        services.AddHostedService<StorageSetup>();
        SourceClient.Add(services);
        return services.AddSettings(configuration).AddRooms().AddSteps().AddAnswers();
    }

    static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<RunOptions>(configuration)
        .AddSettings<StoreOptions, ValidateStoreOptions>(configuration)
        .AddSettings<IngestOptions, ValidateIngestOptions>(configuration)
        .AddSourceSettings(configuration)
        .AddSettings<WebOptions, ValidateWebOptions>(configuration)
        .AddSettings<EvidenceReaderOptions, ValidateEvidenceReaderOptions>(configuration);

    /// <summary>In a list a setting that cannot be read would drop its source without a word: here it stops the start, as an unknown one does.</summary>
    static IServiceCollection AddSourceSettings(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(nameof(SourceOptions.Sources));
        services.AddOptionsWithValidateOnStart<SourceOptions>()
            .Configure(options => options.Sources = section.Get<PulledSource[]>(binder => binder.ErrorOnUnknownConfiguration = true) ?? []);
        return services.AddSingleton<IValidateOptions<SourceOptions>, ValidateSourceOptions>();
    }

    static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, IConfiguration configuration)
        where TOptions : class => services.AddOptionsWithValidateOnStart<TOptions>().Bind(configuration).Services;

    static IServiceCollection AddSettings<TOptions, TValidator>(this IServiceCollection services, IConfiguration configuration)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions> =>
        services.AddSettings<TOptions>(configuration).AddSingleton<IValidateOptions<TOptions>, TValidator>();

    static IServiceCollection AddRooms(this IServiceCollection services) => services
        .AddSingleton<ReferenceStore>()
        .AddSingleton<Inbox>()
        .AddSingleton<LedgerTable>()
        .AddSingleton<Withdrawals>()
        .AddSingleton<Receipts>()
        .AddSingleton<EventStore>()
        .AddSingleton<StoredLogs>()
        .AddSingleton<StepSender>()
        .AddSingleton<RunTable>()
        .AddSingleton<RunRequests>()
        .AddSingleton<LogIngest>()
        .AddSingleton<NewestLogs>()
        .AddSingleton<SourceClient>()
        .AddSingleton<SourcePages>()
        .AddSingleton<PagedLogs>()
        .AddSingleton<Watermarks>()
        .AddSingleton<SourcePull>()
        .AddSingleton<SourceSilence>()
        .AddSingleton<Publications>()
        .AddSingleton<EvidenceStore>()
        .AddSingleton<DueLists>()
        .AddSingleton<CalendarBefore>()
        .AddSingleton<ChangesBefore>();

    static IServiceCollection AddSteps(this IServiceCollection services) => services
        .AddSingleton<RunFolder>()
        .AddSingleton<NextSteps>()
        .AddSingleton<PullStep>()
        .AddSingleton<PlanStep>()
        .AddSingleton<LoneLogs>()
        .AddSingleton<IngestStep>()
        .AddSingleton<FoldStep>()
        .AddSingleton<MergeStep>()
        .AddSingleton<PublishStep>()
        .AddSingleton<TidyStep>()
        .AddSingleton<StepDispatcher>();

    static IServiceCollection AddAnswers(this IServiceCollection services) => services
        .AddSingleton<UnhandledErrors>()
        .AddSingleton<LogAnswers>()
        .AddSingleton<WithdrawalAnswers>()
        .AddSingleton<ReferenceAnswers>()
        .AddSingleton<RunAnswers>()
        .AddSingleton<ClockAnswers>()
        .AddSingleton<SummaryAnswers>()
        .AddSingleton(new MadePages(patience: TimeSpan.FromSeconds(10), keptIncomplete: TimeSpan.FromMinutes(10)))
        .AddSingleton<DocumentAnswers>()
        .AddSingleton<OpenAnswers>()
        .AddSingleton<EvidenceReaders>()
        .AddSingleton<EvidenceAnswers>();
}
