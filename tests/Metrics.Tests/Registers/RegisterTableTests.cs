using Xunit;

namespace Metrics.Tests.Registers;

public class RegisterTableTests
{
    /// <summary>
    /// 107 received = 98 accepted + 9 refused; 15 carried over; 94 closed = 26 + 1 + 6 + 2 + 43 + 16; 15 + 98 − 94 = 19 open; (6 + 2 + 1) / 94 = 0.0957.
    /// </summary>
    [Fact]
    public void The_published_chain_of_2020_comes_out_and_its_checks_hold()
    {
        var tables = RegisterText.Tables(RegisterText.Chain, "2020-12-31");
        var year = RegisterText.Year(tables, "register", "2020");
        Assert.Equal(
            ["107,,107", "98,,98", "9,,9", "94,,94", "19,,19", "26,,26", "1,,1", "6,,6", "2,,2", "43,,43", "16,,16", "9,94,0.0957"],
            new[] { "received", "accepted", "refused", "closed", "open", "upheld", "unlawful", "revoked", "other", "withdrawn", "rejected" }
                .Select(name => year["reconsiderations_" + name]).Append(year["correction_rate"]));
        Assert.Equal(
            ["107,107,1", "113,113,1", "94,94,1"],
            new[] { "intake", "open", "outcomes" }.Select(name => RegisterText.Year(tables, "register_checks", "2020")["reconsiderations_" + name]));
        Assert.DoesNotContain("register_check", tables["warnings"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_case_whose_outcome_is_dropped_breaks_the_check_which_says_by_how_much()
    {
        var tables = RegisterText.Tables(
            [.. RegisterText.Chain.Select(r => r.Replace(",43", ",42", StringComparison.Ordinal)), "reconsideration,k43,2020-03-01,accepted,2020-03-05,,,2020-05-01,,,,"],
            "2020-12-31");
        Assert.Equal("94,93,0", RegisterText.Year(tables, "register_checks", "2020")["reconsiderations_outcomes"]);
        Assert.Contains("\nregister_check,1\n", tables["warnings"], StringComparison.Ordinal);
    }

    [Fact]
    public void One_case_whose_acceptance_is_dropped_breaks_the_checks_of_intake_and_of_what_is_open()
    {
        var tables = RegisterText.Tables(
            [.. RegisterText.Chain.Select(r => r.Replace(",43", ",42", StringComparison.Ordinal)), "reconsideration,k43,2020-03-01,,,,,2020-05-01,,,,"],
            "2020-12-31");
        var checks = RegisterText.Year(tables, "register_checks", "2020");
        Assert.Equal(["107,106,0", "112,113,0"], new[] { "intake", "open" }.Select(name => checks["reconsiderations_" + name]));
        Assert.Equal("94,,94", RegisterText.Year(tables, "register", "2020")["reconsiderations_closed"]);
    }

    [Fact]
    public void More_organs_than_a_year_before_break_their_check_and_none_before_is_no_check()
    {
        string[] rows = ["organ,a,2018-05-01,,,,,,,,,20", "organ,b,2019-05-01,,,,,,,,,2"];
        var tables = RegisterText.Tables([.. rows, "lecture,z,2018-06-01,,,,,,,,,"], "2019-12-31");
        Assert.Equal("22,20,0", RegisterText.Year(tables, "register_checks", "2019")["organs"]);
        Assert.Empty(RegisterText.Year(tables, "register_checks", "2018"));
    }

    [Fact]
    public void A_holder_counts_once_in_each_period_and_a_row_without_one_as_often_as_its_count()
    {
        var year = RegisterText.Tables(
            ["licence,1,2019-01-05,,,,,,甲,merged,H1,7", "licence,2,2019-02-05,,,,,,乙,多证合一,H1,", "licence,3,2019-02-06,,,,,,,merged,,3", "licence,4,2019-02-06,,,,,,,electronic,H2,"],
            "2019-12-31")["register"];
        Assert.Contains("\n2019,*,merged_licences,4,,4\n", year, StringComparison.Ordinal);
        Assert.Contains("\n2019,乙,merged_licences,1,,1\n", year, StringComparison.Ordinal);
        Assert.Contains("\n2019-02,*,merged_licences,4,,4\n", year, StringComparison.Ordinal);
    }

    /// <summary>Received in May, accepted in June, closed in July: by 30 June it is accepted and open; the outcome is not there.</summary>
    [Fact]
    public void Days_after_as_of_are_not_there()
    {
        string[] rows = ["reconsideration,k,2019-05-01,accepted,2019-06-03,,revoked,2019-07-01,,,,", "lecture,z,2019-07-02,,,,,,,,,"];
        Assert.Equal(["reconsiderations_received"], RegisterText.Year(RegisterText.Tables(rows, "2019-05-31"), "register", "2019").Keys);
        Assert.Equal(["reconsiderations_accepted", "reconsiderations_open", "reconsiderations_received"],
            RegisterText.Year(RegisterText.Tables(rows, "2019-06-30"), "register", "2019").Keys);
        var july = RegisterText.Year(RegisterText.Tables(rows, "2019-07-01"), "register", "2019");
        Assert.Equal("1,1,1.0000", july["correction_rate"]);
        Assert.DoesNotContain("lectures", july.Keys);
    }

    [Fact]
    public void A_stock_is_not_there_on_its_day_of_closing()
    {
        var rows = RegisterText.Tables(["certificate,c,2019-01-15,,,,,2019-02-28,,,,4", "lecture,z,2019-01-01,,,,,,,,,"], "2019-03-31")["register"];
        Assert.Contains("\n2019-01,*,merged_certificates,4,,4\n", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("\n2019-02,*,merged_certificates", rows, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reconsideration_is_open_from_its_acceptance_on_and_waits_before()
    {
        var tables = RegisterText.Tables(["reconsideration,k,2018-12-20,accepted,2019-01-05,,,,,,,"], "2019-01-31");
        Assert.DoesNotContain("\n2018-12,*,reconsiderations_open", tables["register"], StringComparison.Ordinal);
        Assert.Contains("\n2019-01,*,reconsiderations_open,1,,1\n", tables["register"], StringComparison.Ordinal);
        Assert.Equal("1,1,1", RegisterText.Year(tables, "register_checks", "2018")["reconsiderations_intake"]);
        Assert.Equal("1,1,1", RegisterText.Year(tables, "register_checks", "2019")["reconsiderations_intake"]);
    }

    [Fact]
    public void What_is_heard_or_decided_after_as_of_is_not_known_where_other_days_count()
    {
        string[] rows = ["litigation,t,2019-05-01,,,2019-07-01,,,,principal,,", "document,d,2019-05-01,filed,2019-05-03,,corrected,2019-07-01,,,,"];
        var june = RegisterText.Year(RegisterText.Tables(rows, "2019-06-30"), "register", "2019");
        Assert.Equal(("0,1,0.0000", "0,1,0.0000", false), (june["appearance_of_all"], june["documents_reviewed_rate"], june.ContainsKey("documents_corrected_rate")));
        var july = RegisterText.Year(RegisterText.Tables(rows, "2019-07-01"), "register", "2019");
        Assert.Equal(("1,1,1.0000", "1,1,1.0000", "1,1,1.0000"), (july["appearance_of_all"], july["documents_reviewed_rate"], july["documents_corrected_rate"]));
    }

    [Fact]
    public void A_stock_alone_has_the_periods_of_the_year_of_as_of()
    {
        var rows = RegisterText.Tables(["organ,a,2001-05-01,,,,,,,,,20"], "2019-02-28")["register"];
        Assert.Equal(["2019", "2019-01", "2019-02", "2019-Q1"], rows.Split('\n').Where(r => r.Contains(",organs,", StringComparison.Ordinal)).Select(r => r.Split(',')[0]));
    }

    [Fact]
    public void The_year_rows_of_all_departments_are_figures_beside_those_of_the_cases()
    {
        var tables = RegisterText.Tables(["lecture,z,2019-03-01,,,,,,司法局,,,2"], "2019-12-31");
        Assert.Equal("period,figure,numerator,denominator,value\n2019,lectures,2,,2\n", tables["figures"]);
    }
}
