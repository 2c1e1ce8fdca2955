using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace Metrics.Local;

/// <summary>Opens a timer door on its schedule (UTC). A door that fails is logged and opened again at the next time.</summary>
sealed partial class TimerDoors(Door door, IServiceProvider services, IConfiguration configuration, TimeProvider time, ILogger<TimerDoors> logger)
    : BackgroundService
{
    readonly CrontabSchedule _schedule = Parse(door, configuration);

    /// <summary>The schedule of a timer door; <c>%Name%</c> is taken from the settings.</summary>
    /// <exception cref="InvalidOperationException">The setting is missing, or is no NCRONTAB expression.</exception>
    internal static CrontabSchedule Parse(Door door, IConfiguration configuration)
    {
        var text = ((TimerTriggerAttribute)door.Trigger).Schedule;
        if (text is ['%', .. var name, '%'])
            text = configuration[name] ?? throw new InvalidOperationException($"The setting {name} is missing: the schedule of {door.Name}.");
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 };
        return CrontabSchedule.TryParse(text, options)
            ?? throw new InvalidOperationException($"{((TimerTriggerAttribute)door.Trigger).Schedule} is '{text}', expected NCRONTAB with six fields.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var next = _schedule.GetNextOccurrence(time.GetUtcNow().UtcDateTime);
            await WaitAsync(next, stoppingToken);
            try
            {
                await door.CallAsync(services, new TimerInfo(), new Dictionary<string, object?>(), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, door.Name, e);
            }
        }
    }

    async Task WaitAsync(DateTime next, CancellationToken stop)
    {
        // A single delay ends at 49 days.
        for (TimeSpan left; (left = next - time.GetUtcNow().UtcDateTime) > TimeSpan.Zero;)
            await Task.Delay(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1), time, stop);
    }

    [LoggerMessage(LogLevel.Error, "Timer door {Door} failed.")]
    static partial void LogFailed(ILogger logger, string door, Exception exception);
}
