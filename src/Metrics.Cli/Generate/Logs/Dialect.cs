using System.Text;

namespace Metrics.Cli.Generate.Logs;

/// <summary>How a system guards its numbers from a spreadsheet program, or has failed to.</summary>
enum IdentifierForm
{
    /// <summary><c>3301</c></summary>
    Bare,
    /// <summary><c>="3301"</c></summary>
    Formula,
    /// <summary><c>'3301</c></summary>
    Apostrophe,
    /// <summary><c>3301.0</c>, where it has 15 digits at most.</summary>
    PointZero,
}

/// <summary>How a system writes its log: columns and their names, words, times, encoding, line ends.</summary>
sealed record Dialect(Vocabulary Words, TimeStyle Time, Column[] Columns, Func<Column, string> Name)
{
    static readonly Column[] _contract = [.. Enum.GetValues<Column>().Where(c => c < Column.Updated)];

    public bool Json { get; init; }
    public byte Separator { get; init; } = (byte)',';
    /// <summary>The encoding of the file; null: that of the words. With it, the words are UTF-8.</summary>
    public Encoding? Utf16 { get; init; }
    public bool ByteOrderMark { get; init; }
    public string LineEnd { get; init; } = "\n";
    /// <summary>Rows above the header.</summary>
    public string[] Titles { get; init; } = [];
    /// <summary>Rows without a value below the last line.</summary>
    public int BlankRows { get; init; }
    /// <summary>Joined from smaller files: their headers and marks stand between the lines.</summary>
    public bool Joined { get; init; }
    /// <summary>What stands where a value is missing.</summary>
    public string MissingWord { get; init; } = "";
    public IdentifierForm Identifiers { get; init; }
    /// <summary>Event ids are numbers that begin anew each day; else each event of a case has its own.</summary>
    public bool DayNumbers { get; init; }
    /// <summary>Names of items in place of their codes.</summary>
    public bool ItemNames { get; init; }
    /// <summary>Item and district on every line, not only where the event needs them.</summary>
    public bool Context { get; init; }
    /// <summary>Digits of a division code: 6 or 12.</summary>
    public int DistrictDigits { get; init; } = 6;

    /// <summary>Whether lines say when they were written, and whether they take their event back.</summary>
    public bool Versions => Columns.Contains(Column.Deleted);

    bool WithApplicants => Columns.Contains(Column.Applicant);

    /// <summary>Whether each acceptance names its channel.</summary>
    public bool ChannelAlways => !WithApplicants || Json;

    /// <summary>The hall's old system: Chinese headers and words, divisions of twelve digits.</summary>
    public static Dialect OldWindow() => new(Vocabulary.Chinese(Encoding.UTF8), TimeStyle.Slashes,
        [
            Column.CaseId, Column.Applicant, Column.Telephone, Column.ItemCode, Column.District, Column.Channel, Column.ProjectCode,
            Column.Policy, Column.EventId, Column.Event, Column.At, Column.Stage, Column.Stages, Column.Result, Column.Reason, Column.Days,
            Column.Rating,
        ], c => c.InChinese())
    { Context = true, DistrictDigits = 12 };

    /// <summary>The hall's new system: codes, mixed headers, the byte order mark and line ends of a spreadsheet.</summary>
    public static Dialect NewWindow() => new(Vocabulary.Codes(), TimeStyle.Compact,
        [
            Column.CaseId, Column.EventId, Column.Event, Column.At, Column.ItemCode, Column.District, Column.Channel, Column.Result,
            Column.Reason, Column.Days, Column.Stage, Column.Stages, Column.ProjectCode, Column.Policy, Column.Rating, Column.Applicant,
            Column.Telephone,
        ], c => c.Mixed())
    { Context = true, ByteOrderMark = true, LineEnd = "\r\n" };

    public static Dialect Net(TimeStyle time) =>
        new(Vocabulary.English(), time,
            [.. _contract.Where(c => c != Column.Rating), Column.Updated, Column.Deleted, Column.Applicant, Column.Telephone], c => c.InEnglish());

    /// <summary>The hall's queue machine: an old one, in GB18030.</summary>
    public static Dialect Queue() => new(Vocabulary.Chinese(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!), TimeStyle.Iso,
        [Column.At, Column.CaseId, Column.Event, Column.Applicant, Column.Telephone], c => c.InChinese());

    public static Dialect Ratings() => new(Vocabulary.English(), TimeStyle.Offset,
        [Column.CaseId, Column.Event, Column.At, Column.Rating, Column.Applicant, Column.Telephone], c => c.InEnglish())
    { Json = true };

    /// <summary>What the platform sends once more: every column, as NDJSON.</summary>
    public static Dialect NetResent() =>
        new(Vocabulary.English(), TimeStyle.Iso, Enum.GetValues<Column>(), c => c.InEnglish()) { Json = true };

    /// <summary>One header, canonical words, the contract's columns alone: for readers that know no other.</summary>
    public static Dialect Plain() => new(Vocabulary.English(), TimeStyle.Iso, _contract, c => c.InEnglish()) { Context = true };
}
