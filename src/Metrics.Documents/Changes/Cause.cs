using System.Globalization;
using Metrics.Documents.Published;

namespace Metrics.Documents.Changes;

/// <summary>One thing that two publications were made from differently, told from their manifests.</summary>
/// <param name="What">The log, <c>source/file</c>; the notice or layer; else the name that the manifest has for it.</param>
/// <param name="Before">A SHA-256, a day, a version; null: it was not there.</param>
/// <param name="After">As before; null: it is gone.</param>
public sealed record Cause(Reason Reason, string What, string? Before, string? After)
{
    /// <summary>In the order of the reasons.</summary>
    public static IReadOnlyList<Cause> Of(Manifest before, Manifest after) =>
    [
        .. One(Reason.Program, "definitions", before.Definitions, after.Definitions),
        .. One(Reason.Calendar, "calendar", before.Calendar.Sha256, after.Calendar.Sha256),
        .. One(Reason.Calendar, "known_on", Iso(before.KnownOn), Iso(after.KnownOn)),
        .. Each(Reason.Calendar, Records(before.Calendar), Records(after.Calendar)),
        .. One(Reason.Policies, "policies", before.Policies, after.Policies),
        .. One(Reason.Catalogue, "catalogue", before.Catalogue, after.Catalogue),
        .. One(Reason.Register, "register", before.Register, after.Register),
        .. One(Reason.Register, "indicators", before.Indicators, after.Indicators),
        .. One(Reason.Mappings, "mappings", before.Mappings, after.Mappings),
        .. Logs(before, after),
        .. One(Reason.AsOf, "as_of", Iso(before.AsOf), Iso(after.AsOf)),
    ];

    static IEnumerable<Cause> Logs(Manifest before, Manifest after) => Each(Reason.LogsReplaced, Hashes(before), Hashes(after))
        .Select(log => log.After is null ? log with { Reason = Reason.LogsGone } : log.Before is null ? log with { Reason = Reason.LogsNew } : log)
        .OrderBy(log => log.Reason);

    static IEnumerable<Cause> One(Reason reason, string what, string? before, string? after)
    {
        if (before != after)
            yield return new(reason, what, before, after);
    }

    static IEnumerable<Cause> Each(Reason reason, Dictionary<string, string> before, Dictionary<string, string> after) =>
        before.Keys.Union(after.Keys).Order(Utf8Order.Instance)
            .SelectMany(what => One(reason, what, before.GetValueOrDefault(what), after.GetValueOrDefault(what)));

    static Dictionary<string, string> Hashes(Manifest manifest) => manifest.Inputs.ToDictionary(i => $"{i.Source}/{i.File}", i => i.Sha256);

    /// <summary>By what names a notice or layer in the manifest: the day on which it was issued.</summary>
    static Dictionary<string, string> Records(ManifestCalendar calendar)
    {
        var records = calendar.Notices.Select(n => ($"notice {n.Year} {n.Number}", Iso(n.Issued)))
            .Concat(calendar.Layers.Select(l => ($"layer {l.Prefix} {l.Number} {Iso(l.From)}..{Iso(l.To)}", Iso(l.Issued))));
        var found = new Dictionary<string, string>();
        foreach (var (name, issued) in records)
            found[name] = issued ?? "";
        return found;
    }

    static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
