using System.Text;
using Metrics.Registers;

namespace Metrics.Tests.Registers;

/// <summary>A register written in a test, a row a line under the contract's columns, and the tables that it gives without any case.</summary>
static class RegisterText
{
    internal const string Header = "kind,id,received,intake,intake_at,heard,outcome,closed,department,tags,subject,count\n";

    /// <summary>A real city's published chain of 2020, with the 15 reconsiderations that were carried over.</summary>
    internal static readonly string[] Chain =
    [
        "reconsideration,k1,2019-11-05,accepted,2019-11-08,,upheld,2020-02-01,,,,15",
        "reconsideration,k2,2020-03-01,accepted,2020-03-05,,upheld,2020-05-01,,,,11",
        "reconsideration,k3,2020-03-01,accepted,2020-03-05,,unlawful,2020-05-01,,,,",
        "reconsideration,k4,2020-03-01,accepted,2020-03-05,,revoked,2020-05-01,,,,6",
        "reconsideration,k5,2020-03-01,accepted,2020-03-05,,changed,2020-05-01,,,,2",
        "reconsideration,k6,2020-03-01,accepted,2020-03-05,,withdrawn,2020-05-01,,,,43",
        "reconsideration,k8,2020-03-01,accepted,2020-03-05,,rejected,2020-05-01,,,,16",
        "reconsideration,k9,2020-10-01,accepted,2020-10-08,,,,,,,19",
        "reconsideration,k10,2020-03-01,refused,2020-03-05,,,,,,,9",
    ];

    internal static byte[] Of(IEnumerable<string> rows) => Encoding.UTF8.GetBytes(Header + string.Join('\n', rows));

    internal static IReadOnlyDictionary<string, string> Tables(IEnumerable<string> rows, string asOf, IndicatorSet? indicators = null) =>
        Tables(Of(rows), asOf, indicators);

    /// <summary>By name; of a day's end.</summary>
    internal static IReadOnlyDictionary<string, string> Tables(byte[] register, string asOf, IndicatorSet? indicators = null)
    {
        var small = SmallLog.ReferenceKnownOn();
        return Conformance.Tables(
            new()
            {
                Catalogue = small.Catalogue,
                Policies = small.Policies,
                Calendars = small.Calendars,
                Register = Register.Read(register),
                Indicators = indicators ?? IndicatorSet.Shipped,
            }, [], DateOnly.Parse(asOf));
    }

    /// <summary>A year's rows at <c>*</c>: what follows the keys, by the name.</summary>
    internal static IReadOnlyDictionary<string, string> Year(IReadOnlyDictionary<string, string> tables, string table, string year) =>
        tables[table].Split('\n').Where(l => l.StartsWith(year + ",*,", StringComparison.Ordinal)).Select(l => l.Split(',', 4)).ToDictionary(l => l[2], l => l[3]);
}
