using Metrics.Cases;
using Metrics.Explaining;

namespace Metrics.Documents.Published;

/// <summary>What the keys of a publication's tables are called, where they are not names themselves.</summary>
public sealed class KeyNames
{
    readonly Dictionary<(string Column, string Key), Bilingual> _names = [];

    public KeyNames(Names names)
    {
        // Of several versions the last one names it.
        foreach (var policy in names.Policies)
        {
            _names[("policy", policy.Id)] = policy.Name;
            foreach (var stage in policy.Stages)
                _names[("stage", stage.Id)] = stage.Name;
        }
        foreach (var item in names.Items)
            _names[("item_code", item.Code)] = new(item.Name, item.Name);
        foreach (var figure in names.Figures ?? [])
            _names[("figure", figure.Id)] = _names[("indicator", figure.Id)] = figure.Name;
        foreach (var check in names.Checks ?? [])
            _names[("check", check.Id)] = check.Name;
        foreach (var (warning, code) in Warnings.Codes.Index())
            _names[("code", code)] = Terms.Of((Warning)warning);
    }

    /// <summary>Whether keys of the column are codes that have names beside them.</summary>
    public static bool AreCodes(string column) => column is "policy" or "stage" or "item_code" or "figure" or "indicator" or "check" or "code";

    /// <summary>A key that has no other name is itself.</summary>
    public Bilingual Of(string column, string key) => _names.TryGetValue((column, key), out var name) ? name : TableWords.Value(key);
}
