using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Metrics.Pipeline.Telemetry;

/// <summary>The spans and measurements of the pipeline. Nothing is made while nobody listens.</summary>
/// <remarks>Values are counts, names of sources and ids of runs: nothing from within a log.</remarks>
static class Signals
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    internal const string Name = "Metrics";

    static readonly ActivitySource _source = new(Name);
    static readonly Meter _meter = new(Name);
    static readonly Counter<long> _lines = _meter.CreateCounter<long>("metrics.log.lines", "{line}", "Lines of logs that were taken in.");
    static readonly Counter<long> _rejected = _meter.CreateCounter<long>("metrics.log.rejected", "{line}", "Lines among them that were rejected.");
    static readonly Histogram<double> _foldRate = _meter.CreateHistogram<double>("metrics.fold.rate", "{event}/s",
        "Events a second of a step that folds all shards.");

    static readonly ObservableGauge<double> _age = _meter.CreateObservableGauge("metrics.publication.age", Age, "s",
        "Age of the current publication, once this process has made it or was asked for health.");

    // How old the publication was, and the timestamp at which it was.
    static (TimeSpan Age, long At)? _published;

    /// <summary>Begins the span of a step; it belongs to the trace of whoever sent its message.</summary>
    /// <param name="trace">The sender's <c>traceparent</c>; null: a trace of its own.</param>
    internal static Activity? Step(string step, string? run, string? trace)
    {
        ActivityContext.TryParse(trace, null, isRemote: true, out var sender);
        return _source.StartActivity($"step {step}", ActivityKind.Consumer, sender)?.SetTag("metrics.run", run);
    }

    /// <summary>Begins the span in which a run is asked for: the first of its trace.</summary>
    internal static Activity? Run(string run) => _source.StartActivity("run", ActivityKind.Producer)?.SetTag("metrics.run", run);

    /// <summary>Begins the span of a source that is pulled.</summary>
    internal static Activity? Pull(string source) => _source.StartActivity("pull", ActivityKind.Client)?.SetTag("metrics.source", source);

    /// <summary>Ends a span's story badly; the log has the rest.</summary>
    internal static void Fail(this Activity? span, Exception failure) =>
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", failure.GetType().FullName);

    internal static void TakenIn(string source, long lines, long rejected)
    {
        var tag = new KeyValuePair<string, object?>("metrics.source", source);
        _lines.Add(lines, tag);
        _rejected.Add(rejected, tag);
    }

    internal static void Folded(long events, TimeSpan time) => _foldRate.Record(events / Math.Max(time.TotalSeconds, 0.001));

    internal static void Published(TimeSpan age) => _published = (age, Stopwatch.GetTimestamp());

    static IEnumerable<Measurement<double>> Age() =>
        _published is { } known ? [new((known.Age + Stopwatch.GetElapsedTime(known.At)).TotalSeconds)] : [];
}
