namespace Metrics.Documents.Published;

/// <summary><c>names.json</c> (contract 5): what the tables only number.</summary>
/// <param name="City">Empty: not given.</param>
/// <param name="Policies">Every version, by id, then by its first day.</param>
/// <param name="Items">Each once, by code.</param>
/// <param name="Figures">Of the tables <c>figures</c> and <c>register</c>; null: a program wrote it that did not name them.</param>
/// <param name="Checks">Of the table <c>register_checks</c>; null as of figures.</param>
public sealed record Names(
    string City, IReadOnlyList<PolicyNames> Policies, IReadOnlyList<ItemNames> Items, IReadOnlyList<FigureNames>? Figures = null,
    IReadOnlyList<FigureNames>? Checks = null);

/// <summary>A policy version.</summary>
/// <param name="LimitDays">Working days.</param>
/// <param name="From">Null: from the first day.</param>
/// <param name="To">Null: to the last day.</param>
public sealed record PolicyNames(string Id, Bilingual Name, int LimitDays, IReadOnlyList<StageNames> Stages, DateOnly? From = null, DateOnly? To = null);

/// <summary>A stage of a policy version.</summary>
public sealed record StageNames(string Id, Bilingual Name);

/// <summary>An item as its last row names it.</summary>
/// <param name="Department">Empty: the row names none.</param>
public sealed record ItemNames(string Code, string Name, string Department);

/// <summary>A figure, an indicator or a check.</summary>
/// <param name="Definition">What it counts, in a sentence.</param>
public sealed record FigureNames(string Id, Bilingual Name, Bilingual Definition);
