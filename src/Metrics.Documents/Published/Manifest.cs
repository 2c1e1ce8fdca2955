namespace Metrics.Documents.Published;

/// <summary><c>manifest.json</c> (contract 5): what a publication was made from, and its files.</summary>
/// <param name="Definitions">The definitions' version.</param>
/// <param name="KnownOn">The day whose knowledge of the calendar counts; null: all that was known.</param>
/// <param name="Provisional">The first day counted by the weekday pattern; null: there is none.</param>
/// <param name="Catalogue">SHA-256, as are those of the other reference data.</param>
/// <param name="Policies">Null: none were given, as of the others.</param>
public sealed record Manifest(
    string Definitions, DateOnly AsOf, string Catalogue, ManifestCalendar Calendar, IReadOnlyList<ManifestInput> Inputs,
    IReadOnlyList<ManifestFile> Files, DateOnly? KnownOn = null, DateOnly? Provisional = null, string? Policies = null, string? Mappings = null,
    string? Register = null, string? Indicators = null);

/// <summary>What was known of holidays.</summary>
public sealed record ManifestCalendar(string Sha256, IReadOnlyList<ManifestNotice> Notices, IReadOnlyList<ManifestLayer> Layers);

/// <summary>A notice of the State Council.</summary>
/// <param name="Issued">Null: the day is not known.</param>
/// <param name="Amends">The number of the notice that it amends.</param>
public sealed record ManifestNotice(int Year, string Number, DateOnly? Issued = null, string? Amends = null);

/// <summary>A region's own days.</summary>
/// <param name="Number">Null: the measure has none.</param>
/// <param name="Prefix">Of the districts' codes.</param>
public sealed record ManifestLayer(string Prefix, DateOnly From, DateOnly To, string? Number = null, DateOnly? Issued = null);

/// <summary>A log.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Refused">No line of it counts.</param>
public sealed record ManifestInput(
    string Source, string File, string Sha256, long Size, bool Refused, long Lines, long Accepted, long Duplicate, long Rejected);

/// <summary>A file of the publication.</summary>
/// <param name="Size">Bytes.</param>
public sealed record ManifestFile(string Name, string Sha256, long Size);
