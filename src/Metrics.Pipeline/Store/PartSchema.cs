using Metrics.Documents.Columns;
using Parquet.Schema;

namespace Metrics.Pipeline.Store;

/// <summary>
/// The columns of a part: the contract's names, one row a well-formed line. An absent value is an empty text or 0.
/// STORED, format 3: a change needs a new number, and old parts stay readable.
/// </summary>
static class PartSchema
{
    internal const string FormatKey = "metrics.format";
    internal const string Format = "3";
    /// <summary>Metadata: JSON, the files of the part as [source, name]; their places are the numbers in the ledger.</summary>
    internal const string FilesKey = "metrics.files";
    /// <summary>Metadata: JSON, the first and last shard of each row group.</summary>
    internal const string GroupsKey = "metrics.groups";

    internal static readonly DataField File = new DataField<int>("file_number");
    internal static readonly DataField Line = new DataField<int>("line");
    internal static readonly DataField Event = Text("event");
    /// <summary>China Standard Time, to the microsecond.</summary>
    internal static readonly DataField At = new DateTimeDataField("at", DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros);
    /// <summary>The seventh digit of the second's fraction, which Parquet's timestamps of that range cannot hold.</summary>
    internal static readonly DataField AtDigit = new DataField<int>("at_digit7");
    internal static readonly DataField District = new DataField<int>("district");
    internal static readonly DataField ChannelWord = Text("channel");
    internal static readonly DataField ResultWord = Text("result");
    internal static readonly DataField Reason = Text("reason");
    internal static readonly DataField Days = new DataField<int>("days");
    internal static readonly DataField Rating = new DataField<int>("rating");
    /// <summary>China Standard Time, to the microsecond; null: the line does not say.</summary>
    internal static readonly DataField Updated = new DateTimeDataField(
        "updated", DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: true);
    internal static readonly DataField UpdatedDigit = new DataField<int>("updated_digit7");
    internal static readonly DataField Deleted = new DataField<bool>("deleted");

    internal static readonly DataField Source = Text("source");
    internal static readonly DataField FileName = Text("file");
    internal static readonly DataField CaseId = Text("case_id");
    internal static readonly DataField EventId = Text("event_id");
    internal static readonly DataField ItemCode = Text("item_code");
    internal static readonly DataField Policy = Text("policy");
    internal static readonly DataField Stage = Text("stage");
    internal static readonly DataField Stages = Text("stages");
    internal static readonly DataField ProjectCode = Text("project_code");

    internal static readonly ParquetSchema All = new(
        Source, FileName, File, Line, CaseId, EventId, Event, At, AtDigit, ItemCode, Policy, District, ChannelWord, Stage, Stages,
        ResultWord, Reason, Days, ProjectCode, Rating, Updated, UpdatedDigit, Deleted);

    /// <summary>The same for who writes them.</summary>
    internal static readonly IReadOnlyList<FileColumn> Columns =
        [.. All.GetDataFields().Select(field => new FileColumn(field.Name, TypeOf(field.ClrType), IsRequired: !field.IsNullable))];

    static FileType TypeOf(Type type) => type == typeof(int) ? FileType.Number
        : type == typeof(bool) ? FileType.Boolean
        : type == typeof(DateTime) ? FileType.Timestamp : FileType.Text;

    static DataField Text(string name) => new(name, typeof(ReadOnlyMemory<char>), isNullable: false);
}
