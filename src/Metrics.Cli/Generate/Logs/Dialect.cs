using System.Text;

namespace Metrics.Cli.Generate.Logs;

/// <summary>How a system writes its times.</summary>
enum TimeStyle
{
    /// <summary><c>2019-03-05 09:12:33</c></summary>
    Iso,
    /// <summary><c>2019-03-05T09:12:33+08:00</c></summary>
    Offset,
    /// <summary><c>2019/3/5 9:12:33</c></summary>
    Slashes,
    /// <summary><c>20190305091233</c></summary>
    Compact,
}

/// <summary>How a system writes its log: columns and their names, words, times, encoding, line ends.</summary>
sealed record Dialect(Vocabulary Words, TimeStyle Time, Column[] Columns, Func<Column, string> Name)
{
    static readonly Column[] Contract = [.. Enum.GetValues<Column>().Where(c => c < Column.Applicant)];

    public bool Json { get; init; }
    public bool ByteOrderMark { get; init; }
    public string LineEnd { get; init; } = "\n";
    /// <summary>Item and district on every line, not only where the event needs them.</summary>
    public bool Context { get; init; }
    /// <summary>Digits of a division code: 6 or 12.</summary>
    public int DistrictDigits { get; init; } = 6;

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
        new(Vocabulary.English(), time, [.. Contract.Where(c => c != Column.Rating), Column.Applicant, Column.Telephone], c => c.InEnglish());

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
    public static Dialect Plain() => new(Vocabulary.English(), TimeStyle.Iso, Contract, c => c.InEnglish()) { Context = true };
}
