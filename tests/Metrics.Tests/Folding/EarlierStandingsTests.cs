using System.Text;
using Metrics.Calendars;
using Metrics.Policies;
using Xunit;

namespace Metrics.Tests.Folding;

/// <summary>A backlog is what a run of that day would have found, by the versions of that day (contract 1.2, 4).</summary>
public class EarlierStandingsTests
{
    const string Header = "case_id,event_id,event,at,item_code,district,channel,result,project_code,updated,deleted";
    const string Accepted = "c1,1,accepted,2019-03-04,A,110101,one_net,,,,";

    [Fact]
    public void A_decision_that_was_written_later_leaves_the_case_open_in_the_months_before()
    {
        var tables = Run(Accepted, "c1,2,decided,2019-03-06,,,,granted,,2019-04-10,");
        Assert.Contains("2019-03,*,*,*,1,0,1,0\n", tables["backlog"], StringComparison.Ordinal);
        Assert.DoesNotContain("2019-04", tables["backlog"], StringComparison.Ordinal);
        Assert.Contains("2019-03,*,*,*,1,1,1.0000,1,1,0.5000,2.00", tables["approval_time"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_was_taken_back_later_had_ended_the_case_before() =>
        Assert.Equal(["2019-04,*,*,*,1,0,1,0"], AtAGlance(Run(Accepted,
            "c1,2,decided,2019-03-06,,,,granted,,2019-03-07,", "c1,2,decided,2019-03-06,,,,granted,,2019-04-02,1")["backlog"]));

    [Fact]
    public void A_case_that_moved_to_another_district_stands_in_the_old_one_before() =>
        Assert.Equal(["2019-03,*,110101,*,1,0,1,0", "2019-04,*,310101,*,1,0,1,0"], Run(
            "c1,1,accepted,2019-03-04,A,110101,one_net,,,2019-03-05,", "c1,1,accepted,2019-03-04,A,310101,one_net,,,2019-04-05,")["backlog"]
            .Split('\n').Where(r => r.Split(',') is [_, "*", not "*", "*", ..] && !r.StartsWith("month", StringComparison.Ordinal)));

    [Fact]
    public void A_project_is_asked_for_its_parts_as_they_stood_then() =>
        Assert.Equal(["2019-03,*,*,*,1,0,0,0", "2019-04,*,*,*,0,1,0,0"], AtAGlance(Run(
            "c1,1,accepted,2019-03-04,P,110101,one_net,,X,,", "c1,2,decided,2019-03-20,,,,granted,,2019-04-10,")["backlog"]));

    [Fact]
    public void No_month_before_the_first_acceptance_has_a_backlog() =>
        Assert.Equal(["2019-04,*,*,*,1,0,0,0"], AtAGlance(Run(
            "c1,1,accepted,2019-03-04,A,110101,one_net,,,2019-03-05,", "c1,1,accepted,2019-04-29,A,110101,one_net,,,2019-04-29,")["backlog"]));

    static IEnumerable<string> AtAGlance(string table) =>
        table.Split('\n').Where(r => r.Split(',') is [not "month", "*", "*", "*", ..]);

    static IReadOnlyDictionary<string, string> Run(params string[] lines)
    {
        var policies = """
            { "policies": [ { "id": "plant", "measure": "project", "limit_days": 50, "end_item": "E", "from": "2019-01-01" } ] }
            """u8;
        var reference = Reference.Read("item_code,kind,promised_days,policy\nA,other,5,\nP,other,5,plant\nE,other,5,plant\n"u8.ToArray(),
            policies.ToArray(), CalendarBook.Shipped);
        var log = Logs.File("a.csv", Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. lines]) + "\n"));
        return Conformance.Tables(reference, [log], new(2019, 4, 30));
    }
}
