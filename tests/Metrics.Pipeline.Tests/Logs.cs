using System.Text;

namespace Metrics.Pipeline.Tests;

/// <summary>Small reference data and logs that tests write by hand.</summary>
static class Logs
{
    internal static readonly byte[] Catalogue = Utf8("""
        item_code,name,kind,department,promised_days,online,policy
        A1,Permit to run a shop,licence,Market,5,1,
        A2,Card,other,Police,3,0,

        """);

    /// <summary>Two cases decided in time, and one open; with columns that must never leave the inbox.</summary>
    internal static readonly byte[] Good = Utf8("""
        case_id,event_id,event,at,item_code,district,result,申请人姓名,身份证号,phone
        C1,1,received,2019-03-01 08:00,,,,张三丰,110101199003077654,13800138000
        C1,2,accepted,2019-03-01 09:00,A1,110101,,张三丰,110101199003077654,13800138000
        C1,3,decided,2019-03-04 10:00,,,granted,张三丰,110101199003077654,13800138000
        C2,1,accepted,2019-03-05 09:00,A2,110102,,李四海,110101198512121234,13900139000
        C2,2,decided,2019-03-06 09:00,,,granted,李四海,110101198512121234,13900139000
        C3,1,accepted,2019-12-30 09:00,A1,110101,,王五湖,110101197001019876,13700137000

        """);

    /// <summary>Good and bad lines: 7 lines, 2 accepted, 1 duplicate, 4 rejected.</summary>
    internal static readonly byte[] Mixed = Utf8("""
        case_id,event_id,event,at,item_code,district,result,姓名
        D1,1,accepted,2019-03-01 09:00,A1,110101,,赵六合
        D1,1,accepted,2019-03-01 09:00,A1,110101,,赵六合
        D1,2,decided,2019-03-40 09:00,,,granted,赵六合
        D1,3,decided,2019-03-05 09:00,,,granted,赵六合
        D2,1,accepted,2019-03-01 09:00,A9,110101,,赵六合
        D3,1,danced,2019-03-01 09:00,A1,110101,,赵六合
        D4,1,accepted,2019-03-01 09:00,A1,110101

        """);

    /// <summary>Values of columns that are not the contract's.</summary>
    internal static readonly string[] Secrets =
    [
        "张三丰", "李四海", "王五湖", "赵六合", "110101199003077654", "110101198512121234", "110101197001019876", "13800138000", "13900139000",
        "13700137000", "申请人姓名", "身份证号", "姓名", "phone",
    ];

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
