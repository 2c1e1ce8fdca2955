using System.Security.Cryptography;

namespace Metrics.Policies;

/// <summary>The policies of a run (时限政策): data, each version dated. Immutable, for any thread.</summary>
public sealed class PolicySet
{
    /// <summary>Number of the built-in policy <c>promised</c>: measure case, limit = the item's promised days.</summary>
    public static PolicyNumber Promised => default;
    public const string PromisedId = "promised";

    readonly PolicyVersion[][] _versions;

    internal PolicySet(Utf8Index ids, Utf8Index stageIds, Utf8Index words, StageNumber[] stageOfWord, PolicyVersion[][] versions, string? sha256)
    {
        Ids = ids;
        StageIds = stageIds;
        Words = words;
        StageOfWord = stageOfWord;
        _versions = versions;
        Sha256 = sha256;
    }

    /// <summary>What is in force without a file: <c>business_setup</c> (企业开办) alone.</summary>
    public static PolicySet Shipped { get; } = ReadShipped();

    /// <exception cref="RefusedException">The policies are refused.</exception>
    public static PolicySet Read(ReadOnlyMemory<byte> json) =>
        PolicyReader.Read(json, Convert.ToHexStringLower(SHA256.HashData(json.Span)));

    /// <summary>SHA-256 of the bytes read, lower-case hex; null for the shipped set.</summary>
    public string? Sha256 { get; }

    /// <summary>Policy ids by number; 0 is <c>promised</c>.</summary>
    public Utf8Index Ids { get; }

    /// <summary>Stage ids by number, of all policies.</summary>
    public Utf8Index StageIds { get; }

    Utf8Index Words { get; }
    StageNumber[] StageOfWord { get; }

    public IEnumerable<PolicyVersion> Versions => _versions.SelectMany(v => v);

    /// <summary>The policy's number, or none when no policy in any version has that id; <c>promised</c> is no such id.</summary>
    public PolicyNumber Find(ReadOnlySpan<byte> id) => new PolicyNumber(Ids.Find(id)) is var found && found != Promised ? found : PolicyNumber.None;

    /// <summary>The version in force on a day, or null: the case is then <c>promised</c>.</summary>
    public PolicyVersion? InForce(PolicyNumber policy, Day day)
    {
        foreach (var version in _versions[policy.Number])
        {
            if (version.InForce(day))
                return version;
        }
        return null;
    }

    /// <summary>The measure of a policy: the same in all its versions.</summary>
    public Measure MeasureOf(PolicyNumber policy) => policy == Promised ? Measure.Case : _versions[policy.Number][0].Measure;

    /// <summary>The stage that a word means (its id or a zh name that a policy gives it), or none.</summary>
    public StageNumber FindStage(ReadOnlySpan<byte> word) => Words.Find(word) is var found and >= 0 ? StageOfWord[found] : StageNumber.None;

    static PolicySet ReadShipped()
    {
        using var data = typeof(PolicySet).Assembly.GetManifestResourceStream("Metrics.Policies.Data.policies.json")!;
        var json = new byte[data.Length];
        data.ReadExactly(json);
        return PolicyReader.Read(json, null);
    }
}
