using System.Globalization;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;

namespace Metrics.Folding;

/// <summary>What a rejection by the reference data says: an item or a policy that it lacks.</summary>
static class UnknownLine
{
    internal static Rejection Reject(EventRecord record, in CaseLine line) =>
        line.Row == CaseLine.UnknownItem ? UnknownItem(record) : Rejection(record, RejectReason.UnknownPolicy, "policy", record.Policy,
            new(En: "the id of a policy", Zh: "时限政策中的编号"));

    static Rejection UnknownItem(EventRecord record)
    {
        var on = Day.Of(record.At);
        return Rejection(record, RejectReason.UnknownItem, "item_code", record.ItemCode,
            new(En: $"an item in force in the catalogue on {on}: its code, or the name of one item", Zh: $"{on} 当日事项目录中有效的事项编码或唯一的事项名称"));
    }

    static Rejection Rejection(EventRecord record, RejectReason reason, string column, ReadOnlySpan<byte> value, Bilingual expected) =>
        new(record.Line, reason, column, ShownValue.Of(column, Encoding.UTF8.GetString(value)), expected.En, expected.Zh, Fields(record));

    static List<KeyValuePair<string, string>> Fields(EventRecord record)
    {
        var fields = new List<KeyValuePair<string, string>>();
        Add("case_id", Encoding.UTF8.GetString(record.CaseId.ToUtf8()));
        Add("event_id", Encoding.UTF8.GetString(record.EventId.ToUtf8()));
        Add("event", EventWords.Of(record.Kind));
        Add("at", new DateTime(record.At).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
        Add("item_code", Encoding.UTF8.GetString(record.ItemCode));
        Add("policy", Encoding.UTF8.GetString(record.Policy));
        Add("district", record.District.IsMissing ? "" : record.District.ToString());
        Add("channel", EventWords.Of(record.Channel));
        Add("stages", Encoding.UTF8.GetString(record.Stages));
        Add("project_code", Encoding.UTF8.GetString(record.ProjectCode));
        return fields;

        void Add(string name, string value)
        {
            if (value.Length > 0)
                fields.Add(new(name, ShownValue.Of(name, value)));
        }
    }
}
