using System.Text;
using Metrics.Calendars;
using Metrics.CaseLogs;
using Metrics.Documents.Published;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Policies;
using Metrics.Summaries;

namespace Metrics.Documents.Tests;

/// <summary>A city with something to count for every figure of the report of 2019, but for refused judgments, of which there are none.</summary>
static class YearCity
{
    const string Catalogue = """
        item_code,name,kind,department,online,hall,immediate,one_trip,high_frequency,statutory_days,promised_days,policy
        A1,企业设立登记,licence,市场监管局,1,1,0,1,1,20,2,business_setup
        B2,公章刻制,licence,公安局,1,0,1,1,0,10,5,
        P1,工业施工许可,licence,住建局,1,1,0,0,0,30,15,industrial_permit
        P2,政府施工许可,licence,住建局,1,1,0,0,0,30,15,government_permit
        P3,社会施工许可,licence,住建局,0,1,0,0,0,30,15,social_permit
        """;

    const string Policies = """
        { "policies": [
          { "id": "business_setup", "name": { "zh": "企业开办", "en": "Business set-up" }, "measure": "stages", "limit_days": 2,
            "stages": [ { "id": "registration", "name": { "zh": "设立登记", "en": "Registration" } } ] },
          { "id": "industrial_permit", "name": { "zh": "工业", "en": "Industrial" }, "measure": "project", "limit_days": 50, "end_item": "P1" },
          { "id": "government_permit", "name": { "zh": "政府", "en": "Government" }, "measure": "project", "limit_days": 100, "end_item": "P2" },
          { "id": "social_permit", "name": { "zh": "社会", "en": "Social" }, "measure": "project", "limit_days": 65, "end_item": "P3" } ] }
        """;

    // 4 March 2019 is a Monday. Of the three set-ups two are on time.
    const string Log = """
        case_id,event,at,item_code,district,result,stage,project_code,rating
        s1,accepted,2019-03-04,A1,420106,,,,
        s1,stage_done,2019-03-05,,,,registration,,
        s2,accepted,2019-03-04,A1,420106,,,,
        s2,stage_done,2019-03-06,,,,registration,,
        s3,accepted,2019-03-04,A1,420106,,,,
        s3,stage_done,2019-03-07,,,,registration,,
        b,accepted,2019-03-04,B2,420106,,,,
        b,visited,2019-03-04,,,,,,
        b,decided,2019-03-04,,,granted,,,
        b,rated,2019-03-05,,,,,,5
        i,accepted,2019-03-04,P1,420106,,,p1,
        i,decided,2019-03-25,,,granted,,,
        g,accepted,2019-03-04,P2,420106,,,p2,
        g,decided,2019-03-25,,,granted,,,
        o,accepted,2019-03-04,P3,420106,,,p3,
        o,decided,2019-03-25,,,granted,,,
        """;

    const string Register = """
        kind,id,received,intake,intake_at,heard,outcome,closed,department,tags,subject
        organ,1,2018-01-01,,,,,,,,
        rule,1,2019-02-01,,,,,,,,
        separation,1,2019-02-01,,,,,,,,x
        certificate,1,2018-01-01,,,,,,,,
        licence,1,2019-02-01,,,,,,,merged;electronic,x
        review,1,2019-02-01,,,,lawful,2019-02-11,,contract,
        document,1,2019-02-01,filed,2019-02-02,,corrected,2019-02-11,,,
        adviser,1,2018-01-01,,,,,,,city,x
        adviser,2,2018-01-01,,,,,,,department,y
        adviser,3,2018-01-01,,,,,,,town,z
        reconsideration,1,2019-02-01,accepted,2019-02-02,,upheld,2019-03-01,,,
        reconsideration,2,2019-02-01,accepted,2019-02-02,,revoked,2019-03-01,,,
        reconsideration,3,2019-02-01,accepted,2019-02-02,,unlawful,2019-03-01,,,
        reconsideration,4,2019-02-01,accepted,2019-02-02,,withdrawn,2019-03-01,,,
        reconsideration,5,2019-02-01,accepted,2019-02-02,,rejected,2019-03-01,,,
        reconsideration,6,2019-02-01,accepted,2019-02-02,,mediated,2019-03-01,,,
        reconsideration,7,2019-02-01,refused,2019-02-02,,,,,,
        reconsideration,8,2019-12-01,accepted,2019-12-02,,,,,,
        group_member,1,2018-01-01,,,,,,,,x
        litigation,1,2019-02-01,,,2019-03-01,claim_rejected,2019-04-01,,principal,
        litigation,2,2019-02-01,,,2019-03-01,claim_rejected,2019-04-01,,,
        dispute,1,2019-02-01,accepted,2019-02-02,,written,2019-02-03,,,
        dispute,2,2019-02-01,accepted,2019-02-02,,failed,2019-02-03,,,
        petition,1,2018-02-01,,,,resolved,2019-02-03,,,
        lecture,1,2019-02-01,,,,,,,,
        """;

    internal static Publication Publication { get; } = Publish();

    internal static Task<PublicationReader> ReadAsync() => SmallCity.ReadAsync(Publication.Files);

    static Publication Publish()
    {
        LogFile[] logs = [new("one_net", "2019.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(Log)))];
        using var shards = new EventShards(2);
        var tallies = CaseLogReader.Read(logs, shards, 1);
        var reference = Reference.Read(Encoding.UTF8.GetBytes(Catalogue), Encoding.UTF8.GetBytes(Policies), CalendarBook.Build(CalendarRecords.Shipped),
            Encoding.UTF8.GetBytes(Register));
        var asOf = new DateOnly(2019, 12, 31);
        var merged = ShardFold.FoldAll(shards, logs.Length, reference, Day.Of(asOf), 1);
        return Summaries.Publication.Of(RunResult.Complete(merged, tallies, reference, asOf, "云溪市"));
    }
}
