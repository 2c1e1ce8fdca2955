using System.Globalization;
using System.Security.Cryptography;
using Metrics.Pipeline.Telemetry;
using Microsoft.Extensions.Options;

namespace Metrics.Pipeline.Runs;

/// <summary>Asks for runs: writes the row, then sends the first message.</summary>
public sealed class RunRequests(RunTable runs, StepSender sender, IOptions<RunOptions> options, TimeProvider time)
{
    static readonly TimeSpan _chinaStandardTime = TimeSpan.FromHours(8);

    /// <summary>Today, China Standard Time (fixed +08:00).</summary>
    public DateOnly Today => DayOf(time.GetUtcNow());

    /// <summary>The day of an instant, China Standard Time.</summary>
    internal static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(_chinaStandardTime).DateTime);

    /// <summary>The day that a run speaks of when nobody names one: the setting <c>AsOf</c>, else yesterday.</summary>
    public DateOnly NightlyDay => options.Value.AsOf ?? Today.AddDays(-1);

    public async Task<RunRow> AskNightlyAsync(CancellationToken stop)
    {
        await runs.FailLostAsync(stop);
        return await AskAsync(NightlyDay, options.Value.KnownOn, stop);
    }

    /// <exception cref="FutureDayException"><paramref name="asOf"/> is later than today.</exception>
    public async Task<RunRow> AskAsync(DateOnly asOf, DateOnly? knownOn, CancellationToken stop)
    {
        UpToToday(asOf);
        var row = new RunRow
        {
            RowKey = NewId(asOf),
            AsOf = Iso(asOf),
            KnownOn = knownOn is { } day ? Iso(day) : "",
            City = options.Value.City,
            AskedAt = time.GetUtcNow(),
        };
        using var span = Signals.Run(row.RowKey);
        await runs.AddAsync(row, stop);
        await sender.SendAsync(new(WorkStep.Pull, row.RowKey), stop);
        return row;
    }

    /// <summary>The day itself.</summary>
    /// <exception cref="FutureDayException">It is later than today.</exception>
    public DateOnly UpToToday(DateOnly day) => day <= Today ? day : throw new FutureDayException(day, Today);

    // Two requests are two runs; with the same inputs they publish the same bytes under the same id.
    string NewId(DateOnly asOf) => string.Create(CultureInfo.InvariantCulture,
        $"{asOf:yyyy-MM-dd}-{time.GetUtcNow():yyyyMMdd'T'HHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");

    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A run for a day that has not come.</summary>
public sealed class FutureDayException(DateOnly asOf, DateOnly today)
    : Exception($"as_of is {asOf:yyyy-MM-dd}, expected a day up to {today:yyyy-MM-dd} (China Standard Time)")
{
    public DateOnly Today { get; } = today;
}
