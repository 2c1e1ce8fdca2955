using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Documents.Published;
using Metrics.Evidence;
using Metrics.Policies;

namespace Metrics.Documents.Tests.Published;

/// <summary>Whatever stands at the head of a sheet has a Chinese and an English name.</summary>
public sealed class TableWordsTests
{
    [Fact]
    public async Task Every_table_and_every_column_has_a_name_in_both_languages()
    {
        var reader = await SmallCity.ReadAsync();
        foreach (var name in reader.Tables)
        {
            using var table = await reader.TableAsync(name, TestContext.Current.CancellationToken);
            AssertNamed(name, TableWords.Table(name));
            Assert.All(table!.Columns, column => AssertNamed(column, TableWords.Column(column)));
        }
    }

    [Fact]
    public void Every_reason_of_a_rejected_line_has_a_name() => Assert.All(RejectReasons.Codes, code => AssertNamed(code, TableWords.Column(code)));

    [Fact]
    public void Every_table_and_every_column_of_the_evidence_has_a_name_in_both_languages()
    {
        var tables = new EvidenceTables(Reference.Read("item_code,kind,promised_days\nA1,licence,1\n"u8.ToArray(), null, CalendarBook.Build(CalendarRecords.Shipped)), []);
        Assert.All(tables.All, table => AssertNamed(table.Name, TableWords.EvidenceTable(table.Name)));
        Assert.All(tables.All.SelectMany(t => t.Columns), column => AssertNamed(column.Name, TableWords.EvidenceColumn(column.Name)));
        Assert.Equal(tables.All.SelectMany(t => t.Columns).Select(c => c.Name).Distinct().Order(StringComparer.Ordinal), TableWords.EvidenceColumns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_word_that_is_not_known_is_itself() => Assert.Equal(new Bilingual("420106", "420106"), TableWords.Value("420106"));

    static void AssertNamed(string word, Bilingual name)
    {
        Assert.NotEqual(word, name.En);
        Assert.Contains(name.Zh, c => c > 0x2E80);
    }
}
