using System.Globalization;
using System.Text;
using Metrics.CaseLogs;
using Metrics.Events;
using Metrics.Folding;
using Metrics.Pipeline.Store;
using Metrics.Policies;

namespace Metrics.Pipeline.Ingest;

/// <summary>Names the lines of one file that reference data rejects, for its receipt and quarantine. The store keeps them.</summary>
static class ReferenceJudge
{
    /// <summary>By file: what became of its lines as if it were alone. Shard by shard, so that memory is bounded by one.</summary>
    internal static FileIdentity[] Judge(EventShards shards, int files, Reference reference, RejectedLines[] rejected)
    {
        var identities = new FileIdentity[files];
        for (var shard = 0; shard < shards.Count; shard++)
            foreach (var file in shards.Read(shard).GroupBy(s => s.File))
            {
                EventSegment[] alone = [.. file.Select(s => s with { File = 0 })];
                Judge(alone, reference, rejected[file.Key]);
                // As of day 0 no event is there: only identities are looked at, whatever the date of a line.
                var found = ShardFold.Fold(alone, 1, reference, 0).Files[0];
                ref var sum = ref identities[file.Key];
                sum = new(sum.Accepted + found.Accepted, sum.Duplicate + found.Duplicate, sum.UnknownItem + found.UnknownItem, sum.UnknownPolicy + found.UnknownPolicy);
            }
        return identities;
    }

    static void Judge(EventSegment[] segments, Reference reference, RejectedLines rejected)
    {
        foreach (var segment in segments)
            for (var rest = segment.Records.Span; !rest.IsEmpty;)
            {
                var record = EventRecord.At0(rest);
                if (record.Kind is EventKind.Accepted or EventKind.Refused && Judge(record, reference) is { } rejection)
                    rejected.Add(rejection);
                rest = rest[record.Size..];
            }
    }

    static Rejection? Judge(EventRecord record, Reference reference)
    {
        var day = DateOnly.FromDateTime(new DateTime(record.At));
        if (!record.ItemCode.IsEmpty && reference.Catalogue.Find(record.ItemCode, day.DayNumber) < 0)
        {
            var on = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Reject(record, RejectReason.UnknownItem, "item_code", record.ItemCode,
                $"an item in force in the catalogue on {on}", $"{on} 当日事项目录中有效的事项编码");
        }
        if (!record.Policy.IsEmpty && reference.Policies.Find(record.Policy) < 0)
            return Reject(record, RejectReason.UnknownPolicy, "policy", record.Policy, "the id of a policy", "时限政策中的编号");
        return null;
    }

    static Rejection Reject(EventRecord record, RejectReason reason, string column, ReadOnlySpan<byte> value, string expected, string expectedZh) =>
        new(record.Line, reason, column, Encoding.UTF8.GetString(value), expected, expectedZh, Fields(record));

    static string Time(long ticks) => new DateTime(ticks).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    static List<KeyValuePair<string, string>> Fields(EventRecord record)
    {
        var fields = new List<KeyValuePair<string, string>>();
        Add("case_id", Encoding.UTF8.GetString(record.CaseId.ToUtf8()));
        Add("event_id", Encoding.UTF8.GetString(record.EventId.ToUtf8()));
        Add("event", EventWords.Of(record.Kind));
        Add("at", Time(record.At));
        Add("item_code", Encoding.UTF8.GetString(record.ItemCode));
        Add("policy", Encoding.UTF8.GetString(record.Policy));
        Add("district", record.District == 0 ? "" : record.District.ToString(CultureInfo.InvariantCulture));
        Add("channel", EventWords.Of(record.Channel));
        Add("stages", Encoding.UTF8.GetString(record.Stages));
        Add("project_code", Encoding.UTF8.GetString(record.ProjectCode));
        Add("updated", record.Updated == 0 ? "" : Time(record.Updated));
        Add("deleted", record.Deleted ? "1" : "");
        return fields;

        void Add(string name, string value)
        {
            if (value.Length > 0)
                fields.Add(new(name, value));
        }
    }
}
