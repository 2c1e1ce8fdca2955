namespace Metrics.EndToEnd;

/// <summary>A case as the reduced job needs it.</summary>
/// <param name="Finished">Null: open or withdrawn.</param>
/// <param name="Net">Working days, less those of pauses.</param>
/// <param name="Allowed">The limit with its extensions.</param>
public sealed record LinqCase(
    string ItemCode, string Policy, string District, string Channel, DateTime Accepted, DateTime? Finished, bool Withdrawn, bool Denied,
    int Net, int Allowed)
{
    /// <param name="lines">The case's lines in order of time.</param>
    /// <returns>Null for a case that was never accepted.</returns>
    public static LinqCase? From(List<LogLine> lines, ILookup<string, CatalogueItem> items, Dictionary<DateTime, int> days)
    {
        if (lines.Find(l => l.Event == "accepted") is not { } accepted)
            return null;
        var item = items[accepted.ItemCode].Single(i => i.From <= accepted.At.Date && (i.To is null || accepted.At.Date <= i.To));
        var policy = accepted.Policy.Length > 0 ? accepted.Policy : item.Policy.Length > 0 ? item.Policy : "promised";
        var last = lines.Find(l => l.Event is "decided" or "withdrawn");
        var finished = last?.Event == "withdrawn" ? null
            : policy == "business_setup" && last?.Result != "denied" ? LastStage(lines, accepted)
            : last?.At;
        return new(
            accepted.ItemCode, policy, accepted.District, accepted.Channel, accepted.At, finished, last?.Event == "withdrawn",
            last?.Result == "denied", finished is { } end ? NetDays(lines, accepted.At, end, days) : 0,
            (policy == "business_setup" ? 2 : item.PromisedDays) + lines.Where(l => l.Event == "extended").Sum(l => l.Days ?? 0));
    }

    static DateTime? LastStage(List<LogLine> lines, LogLine accepted)
    {
        var done = lines.Where(l => l.Event == "stage_done").ToList();
        return done.Count == (accepted.Stages.Length > 0 ? 3 : 4) ? done[^1].At : null;
    }

    static int NetDays(List<LogLine> lines, DateTime accepted, DateTime finished, Dictionary<DateTime, int> days)
    {
        var pauses = Pauses(lines, "correction", accepted, finished).Concat(Pauses(lines, "special", accepted, finished));
        var paused = pauses.SelectMany(p => Enumerable.Range(days[p.From.Date] + 1, days[p.To.Date] - days[p.From.Date])).Distinct().Count();
        return days[finished.Date] - days[accepted.Date] - paused;
    }

    static IEnumerable<(DateTime From, DateTime To)> Pauses(List<LogLine> lines, string kind, DateTime accepted, DateTime finished)
    {
        foreach (var start in lines.Where(l => l.Event == kind + "_started" && l.At >= accepted && l.At < finished))
        {
            var end = lines.Find(l => l.Event == kind + "_ended" && l.At >= start.At)?.At ?? finished;
            yield return (start.At, end < finished ? end : finished);
        }
    }
}
