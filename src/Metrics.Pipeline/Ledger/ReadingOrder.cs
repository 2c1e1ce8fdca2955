namespace Metrics.Pipeline.Ledger;

/// <summary>The order in which logs are read as one: by source, then name, both as UTF-8 bytes.</summary>
static class ReadingOrder
{
    internal static IEnumerable<T> InReadingOrder<T>(this IEnumerable<T> all, Func<T, LogName> log) =>
        all.OrderBy(l => log(l).Source, Utf8Order.Instance).ThenBy(l => log(l).Name, Utf8Order.Instance);
}
