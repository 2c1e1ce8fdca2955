using System.Globalization;
using Metrics.Policies;

namespace Metrics.Summaries;

/// <summary>The texts behind the numbers of a key; <c>*</c> for all.</summary>
sealed class Labels(Reference reference)
{
    internal const string All = "*";

    internal string Policy(int policy) => policy < 0 ? All : reference.Policies.Ids[policy];
    internal string Stage(int stage) => stage < 0 ? All : reference.Policies.StageIds[stage];
    internal string Department(int department) => department < 0 ? All : reference.Catalogue.Departments[department];
    internal string Item(int item) => item < 0 ? All : reference.Catalogue.Items[item];

    internal static string District(int district) => district < 0 ? All : district.ToString(CultureInfo.InvariantCulture);

    /// <summary>A missing district (0) counts under <c>*</c> only.</summary>
    internal static int DistrictKey(int district) => district == 0 ? RollKey.All : district;

    internal static string Channel(int channel) => channel switch
    {
        1 => "one_window",
        2 => "one_net",
        3 => "other",
        _ => All,
    };
}
