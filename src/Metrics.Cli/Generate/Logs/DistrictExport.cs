using System.Globalization;
using System.Text;
using Metrics.Cli.Generate.City;

namespace Metrics.Cli.Generate.Logs;

/// <summary>
/// The exports of five districts whose halls keep a spreadsheet instead of the city's system: each has its own separator,
/// encoding, rows around the table and guards of numbers, and each month's file another form of time (contract 1.3, 1.4).
/// </summary>
static class DistrictExport
{
    static readonly TimeStyle[] _styles = Enum.GetValues<TimeStyle>();

    static readonly (int Code, Func<string[], Dialect> Form)[] _forms =
    [
        (330111, UnicodeText), (330112, Semicolons), (330122, BigEndian), (330127, Formulas), (330182, Joined),
    ];

    /// <summary>Indices into <see cref="CityDistrict.All"/>.</summary>
    public static readonly IReadOnlyList<int> Districts =
        [.. _forms.Select(f => CityDistrict.All.Select((d, i) => (d, i)).First(x => x.d.Code == f.Code).i)];

    public static Dialect Of(int district, DateOnly month)
    {
        var form = Districts.Index().First(d => d.Item == district).Index;
        string[] titles =
        [
            $"{CityDistrict.All[district].Name}政务服务办件台账",
            string.Create(CultureInfo.InvariantCulture, $"导出日期：{month.AddMonths(1):yyyy-MM-dd}"),
        ];
        // Five districts in twelve months write every form.
        return _forms[form].Form(titles) with { Time = _styles[(month.Month + form * 3) % _styles.Length] };
    }

    /// <summary>What spreadsheet programs call Unicode text: tabs in UTF-16.</summary>
    static Dialect UnicodeText(string[] titles) => Export(Vocabulary.Chinese(Encoding.UTF8)) with
    {
        Separator = (byte)'\t',
        Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        ByteOrderMark = true,
        LineEnd = "\r\n",
        Titles = titles,
        BlankRows = 3,
        MissingWord = "NULL",
    };

    /// <summary>A hint for the separator, names of items where others have codes.</summary>
    static Dialect Semicolons(string[] titles) => Export(Vocabulary.Chinese(Encoding.UTF8)) with
    {
        Separator = (byte)';',
        Titles = ["sep=;", .. titles],
        ItemNames = true,
        MissingWord = "—",
        Identifiers = IdentifierForm.Apostrophe,
    };

    static Dialect BigEndian(string[] titles) => Export(Vocabulary.Codes()) with
    {
        Utf16 = new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        ByteOrderMark = true,
        Titles = titles,
        DayNumbers = true,
        MissingWord = "无",
        Identifiers = IdentifierForm.PointZero,
    };

    static Dialect Formulas(string[] titles) => Export(Vocabulary.Chinese(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!)) with
    {
        LineEnd = "\r\n",
        Titles = titles,
        BlankRows = 2,
        MissingWord = "#N/A",
        Identifiers = IdentifierForm.Formula,
    };

    /// <summary>Files of single days, joined with their headers and byte order marks.</summary>
    static Dialect Joined(string[] _) => Export(Vocabulary.English()) with
    {
        Separator = (byte)'\t',
        ByteOrderMark = true,
        Joined = true,
        DayNumbers = true,
        MissingWord = "\\N",
    };

    static Dialect Export(Vocabulary words) => new(words, TimeStyle.Iso,
        [
            Column.CaseId, Column.EventId, Column.Event, Column.At, Column.Applicant, Column.Telephone, Column.ItemCode, Column.District,
            Column.Channel, Column.Policy, Column.ProjectCode, Column.Stage, Column.Stages, Column.Result, Column.Reason, Column.Days,
        ], c => c.InChinese())
    { Context = true };
}
