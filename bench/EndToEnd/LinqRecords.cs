using CsvHelper;

namespace Metrics.EndToEnd;

/// <summary>A line of a log, as far as the reduced job reads it.</summary>
[CsvRecord]
public sealed partial class LogLine
{
    [CsvColumn("case_id")] public required string CaseId { get; init; }
    [CsvColumn("event")] public required string Event { get; init; }
    [CsvColumn("at")] public DateTime At { get; init; }
    [CsvColumn("item_code")] public required string ItemCode { get; init; }
    [CsvColumn("policy")] public required string Policy { get; init; }
    [CsvColumn("district")] public required string District { get; init; }
    [CsvColumn("channel")] public required string Channel { get; init; }
    [CsvColumn("stages")] public required string Stages { get; init; }
    [CsvColumn("result")] public required string Result { get; init; }
    [CsvColumn("days")] public int? Days { get; init; }
}

/// <summary>A row of the catalogue.</summary>
[CsvRecord]
public sealed partial class CatalogueItem
{
    [CsvColumn("item_code")] public required string Code { get; init; }
    [CsvColumn("promised_days")] public int PromisedDays { get; init; }
    [CsvColumn("policy")] public required string Policy { get; init; }
    [CsvColumn("from")] public DateTime From { get; init; }
    [CsvColumn("to")] public DateTime? To { get; init; }
}

/// <summary>A day and its running number of working days.</summary>
[CsvRecord]
sealed partial class DayOrdinal
{
    [CsvColumn("day")] public DateTime Day { get; init; }
    [CsvColumn("ordinal")] public int Ordinal { get; init; }
}
