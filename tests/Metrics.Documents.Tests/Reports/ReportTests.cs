using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Metrics.Documents.Published;
using Metrics.Documents.Reports;

namespace Metrics.Documents.Tests.Reports;

/// <summary>The yearly report (contract 11): controls are filled by tag, each with where its number comes from.</summary>
public sealed class ReportTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static byte[] Office => File.ReadAllBytes(Repository.File("tests/Metrics.Documents.Tests/Reports/Templates/office.docx"));

    [Theory, InlineData(ReportLanguage.Zh), InlineData(ReportLanguage.En)]
    public async Task The_same_publication_gives_the_same_bytes_and_a_valid_file(ReportLanguage language)
    {
        var report = await MakeAsync(language);
        Assert.Equal(report, await MakeAsync(language));
        Assert.Empty(ReadReport.Of(report).Faults);
    }

    [Fact]
    public async Task Its_entries_are_of_the_day_of_the_publication()
    {
        using var archive = new ZipArchive(new MemoryStream(await MakeAsync(ReportLanguage.Zh)));
        Assert.All(archive.Entries, e => Assert.Equal(new DateTime(2019, 12, 31), e.LastWriteTime.DateTime));
    }

    [Fact]
    public async Task A_control_around_a_paragraph_keeps_the_paragraph_s_layout_and_a_placeholder_is_shown_as_one_no_more()
    {
        using var template = new MemoryStream();
        using (var document = WordprocessingDocument.Create(template, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new();
            main.Document = new(new Body(new SdtBlock(
                new SdtProperties(new RunProperties(new Bold()), new Tag { Val = "lectures" }, new ShowingPlaceholder()),
                new SdtContentBlock(new Paragraph(
                    new ParagraphProperties(new KeepNext()), new Run(new RunProperties(new Color { Val = "808080" }), new Text("click here")))))));
        }
        using var report = WordprocessingDocument.Open(new MemoryStream(await MakeAsync(ReportLanguage.Zh, template: template.ToArray())), isEditable: false);
        var control = report.MainDocumentPart!.Document!.Body!.GetFirstChild<SdtBlock>()!;
        Assert.Equal("1", control.InnerText);
        Assert.NotNull(control.Descendants<KeepNext>().Single());
        Assert.NotNull(control.Descendants<FootnoteReference>().Single());
        Assert.Empty(control.Descendants<ShowingPlaceholder>());
        Assert.NotNull(control.SdtContentBlock!.Descendants<Run>().First().RunProperties!.Bold);
    }

    [Theory, InlineData(ReportLanguage.Zh), InlineData(ReportLanguage.En)]
    public async Task A_city_with_all_that_is_counted_leaves_no_X(ReportLanguage language)
    {
        var report = ReadReport.Of(await MakeAsync(language));
        Assert.All(report.Controls, c => Assert.NotEqual("X", c.Text));
        Assert.Equal("judgments_refused", Assert.Single(report.Controls, c => c.Comment is not null).Tag);
    }

    [Fact]
    public async Task Every_number_stands_in_a_table_of_the_publication()
    {
        var reader = await YearCity.ReadAsync();
        var known = new HashSet<decimal>();
        foreach (var name in reader.Tables)
        {
            using var table = await reader.TableAsync(name, Stop);
            await foreach (var row in table!.RowsAsync(Stop))
                known.UnionWith(row.Fields.Skip(table.Keys).Where(f => f.Length > 0).Select(f => decimal.Parse(f, CultureInfo.InvariantCulture)));
        }
        var controls = ReadReport.Of(await MakeAsync(ReportLanguage.Zh)).Controls.Where(c => c.Footnote is not null).ToList();
        Assert.InRange(controls.Count, 80, 100);
        Assert.All(controls, c => Assert.Contains(Number(c.Text), known));
    }

    [Fact]
    public async Task A_footnote_has_the_definition_the_fraction_and_the_publication()
    {
        var (zh, en) = (ReadReport.Of(await MakeAsync(ReportLanguage.Zh)), ReadReport.Of(await MakeAsync(ReportLanguage.En)));
        Assert.Equal("66.67%", zh["setup_on_time|percent"].Text);
        Assert.Equal($" 企业开办按时办结率：本年办结的企业开办件中按时办结的比例；2/3。发布编号 {YearCity.Publication.Id}。", zh["setup_on_time|percent"].Footnote);
        Assert.Equal($" Business set-ups on time: on time / business set-ups finished in the year; 2/3. Publication {YearCity.Publication.Id}.", en["setup_on_time|percent"].Footnote);
        Assert.Equal($" 审批用时（2019，企业开办）兑现率：按时办结数/(办结数 + 逾期未办结数)；2/3。发布编号 {YearCity.Publication.Id}。", zh["setup_kept"].Footnote);
        Assert.Equal($" Lectures on law: lectures on law held in the period. Publication {YearCity.Publication.Id}.", en["lectures"].Footnote);
    }

    [Fact]
    public async Task A_count_of_the_register_without_a_row_is_0_and_a_comment_asks_to_look_at_it()
    {
        var control = ReadReport.Of(await MakeAsync(ReportLanguage.Zh))["judgments_refused"];
        Assert.Equal("0", control.Text);
        Assert.Contains("登记簿中没有2019年可计的行，按0计", control.Comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_stays_X_with_a_comment_that_says_what_is_missing()
    {
        var report = ReadReport.Of(await MakeAsync(ReportLanguage.En, publication: await SmallCity.ReadAsync()));
        Assert.Equal(("X", null), (report["lectures"].Text, report["lectures"].Footnote));
        Assert.Equal("Lectures on law: this publication was made without a register (register.csv).", report["lectures"].Comment);
        Assert.Equal("Industrial permits on time: cases and catalogue have nothing to count in 2019.", report["industrial_on_time|percent"].Comment);
        Assert.Equal("The table approval_time has no row of period=2019; policy=industrial_permit.", report["industrial_kept"].Comment);
        Assert.Empty(report.Faults);
    }

    [Fact]
    public async Task Another_year_has_its_own_numbers()
    {
        var report = ReadReport.Of(await MakeAsync(ReportLanguage.Zh, year: 2018));
        Assert.Equal("1", report["group_members"].Text);
        Assert.Equal("X", report["setup_finished"].Text);
    }

    [Fact]
    public async Task An_office_s_own_file_keeps_its_text_fonts_styles_and_layout()
    {
        var (before, after) = (ReadReport.Of(Office), ReadReport.Of(await MakeAsync(ReportLanguage.Zh, template: Office)));
        Assert.Equal(before.Styles, after.Styles);
        Assert.Equal("云溪市人民政府文件网上可办率为80.0%，企业开办办结3件，其中按时2件；逾期____件。法治讲座1本页由____审定。", after.Text);
        Assert.Equal("云溪市 2019", after.Header);
        foreach (var tag in (string[])["online_available|0.0%", "lectures"])
        {
            Assert.Equal("C00000", after[tag].Font!.GetFirstChild<Color>()!.Val!.Value);
            Assert.Equal("Liberation Serif", after[tag].Font!.GetFirstChild<RunFonts>()!.Ascii!.Value);
        }
        Assert.Equal(before.Faults, after.Faults);
    }

    [Fact]
    public async Task Own_tags_name_cells_of_tables()
    {
        const string Csv = "tag,table,keys,column\r\nown_overdue,backlog,month={year}-12;policy=business_setup,open\r\nunheard_of,quality,source=one_net;file=2019.csv,lines";
        var tags = await CellTags.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(Csv)), Stop);
        var report = ReadReport.Of(await MakeAsync(ReportLanguage.Zh, template: Office, tags: tags));
        Assert.Equal("16", report["unheard_of"].Text);
        Assert.Equal("表 backlog 中没有 month=2019-12; policy=business_setup 的行。", report["own_overdue"].Comment);
    }

    [Fact]
    public async Task A_name_or_a_form_that_is_none_stays_and_says_so()
    {
        var report = ReadReport.Of(await MakeAsync(ReportLanguage.Zh, template: Office));
        Assert.Equal("“unheard_of”不是报告数字、指标或标记的名称。", report["unheard_of"].Comment);
        Assert.Equal(["own_overdue", "unheard_of"], ReportTemplate.Check(Office, ReportTemplate.Names));
    }

    [Theory, InlineData("no Word file"), InlineData("PK\u0003\u0004 cut off")]
    public void A_file_of_another_kind_is_no_template(string text) =>
        Assert.Throws<RefusedException>(() => ReportTemplate.Check(Encoding.UTF8.GetBytes(text), []));

    static decimal Number(string text) =>
        text.EndsWith('%') ? decimal.Parse(text[..^1], CultureInfo.InvariantCulture) / 100 : decimal.Parse(text, CultureInfo.InvariantCulture);

    static async Task<byte[]> MakeAsync(
        ReportLanguage language, PublicationReader? publication = null, int year = 2019, byte[]? template = null, IReadOnlyList<CellTag>? tags = null) =>
        await Report.MakeAsync(
            publication ?? await YearCity.ReadAsync(), new(year, language, template ?? ReportTemplate.Shipped(language), tags ?? CellTags.Shipped), Stop);
}
