using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Metrics.Pipeline.Tests;

/// <summary>All that a host logs.</summary>
sealed class LogLines : ILoggerProvider, ILogger
{
    internal ConcurrentQueue<(LogLevel Level, string Text)> All { get; } = [];

    internal ConcurrentQueue<Exception> Failures { get; } = [];

    internal IEnumerable<string> Texts => All.Select(line => line.Text);

    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => true;
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        All.Enqueue((logLevel, formatter(state, exception)));
        if (exception is not null)
            Failures.Enqueue(exception);
    }

    public void Dispose() { }
}
