using System.Globalization;
using Metrics.Cases;
using Metrics.Events;
using Metrics.Policies;
using static Metrics.Evidence.ColumnType;

namespace Metrics.Evidence;

/// <summary>The tables of the evidence (依据, contract 9): the cases behind every number.</summary>
/// <param name="files">Source and name of each file of the run, by its ordinal.</param>
public sealed class EvidenceTables(Reference reference, IReadOnlyList<(string Source, string Name)> files)
{
    static readonly IReadOnlyList<string> _outcomes = ["", "granted", "denied", "granted", "withdrawn", "refused"];
    static readonly IReadOnlyList<string> _states = ["on_time", "due_today", "due_tomorrow", "overdue", "paused", "resting"];

    /// <summary>Names, in the order of contract 9.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cases", "projects", "stages", "ratings", "faults"];

    /// <summary>A row a case that is accepted or only refused.</summary>
    public EvidenceTable Cases { get; } = new("cases", "case_id",
        Texts("case_id"), Texts("project"), Texts("project_code"), Policy(reference), Item(reference), Department(reference), District(), ChannelWord(),
        new("received", Date), new("accepted", Date), new("refused", Date), new("ended", Date), OutcomeWord(),
        new("limit", Number), new("extension", Number), new("net", Number), new("strict", Number), new("paused", Number), new("gross", Number),
        new("on_time", Flag), new("overdue", Flag), new("stopped", Flag), new("due", Date), State(),
        new("item_limit", Number), new("item_extension", Number), new("item_net", Number), new("item_on_time", Flag),
        new("immediate", Flag), new("one_trip", Flag), new("wait", Number), new("online", Flag), new("visits", Number), new("warnings", Word, WarningsOf));

    /// <summary>A row a project that has a part.</summary>
    public EvidenceTable Projects { get; } = new("projects", "project",
        Texts("project"), Policy(reference), District(), ChannelWord(), new("accepted", Date), new("ended", Date), OutcomeWord(),
        new("limit", Number), new("extension", Number), new("net", Number), new("strict", Number), new("paused", Number), new("gross", Number),
        new("on_time", Flag), new("overdue", Flag), new("stopped", Flag), new("resting", Flag), new("due", Date), State(), new("cases", Number));

    /// <summary>A row a stage, done by the finish, of a finished case of measure stages.</summary>
    public EvidenceTable Stages { get; } = new("stages", "case_id",
        Texts("case_id"), Policy(reference), District(), new("ended", Date), new("stage", Word, s => reference.Policies.StageIds[s]),
        new("started", Date), new("done", Date), new("net", Number), new("last", Flag));

    /// <summary>A row a rating of an accepted case.</summary>
    public EvidenceTable Ratings { get; } = new("ratings", "case_id",
        Texts("case_id"), new("day", Date), District(), Department(reference), ChannelWord(), new("rating", Number));

    /// <summary>A row a warning.</summary>
    public EvidenceTable Faults { get; } = new("faults", "case_id",
        new("code", Word, w => Warnings.Codes[w]), Texts("case_id"), new("event", Word, e => EventWords.Kinds[e]), new("at", Moment),
        new("source", Word, f => files[f].Source), new("file", Word, f => files[f].Name), new("line", Number));

    /// <summary>The states of what must end soon, or should have ended.</summary>
    public static IReadOnlyList<string> StatesDueSoon { get; } = ["overdue", "due_today", "due_tomorrow"];

    /// <summary>The cases of <see cref="StatesDueSoon"/>.</summary>
    public EvidenceTable CasesDueSoon() => Cases.Where("state", StatesDueSoon);

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public IEnumerable<EvidenceTable> All => [Cases, Projects, Stages, Ratings, Faults];

    /// <summary>The outcome of a case that is never accepted, beside those of <see cref="Outcome"/>.</summary>
    internal const int Refused = 5;

    /// <summary>A warning that no case gave: the run itself.</summary>
    internal void OfRun(Warning warning) => Faults.Word((int)warning).Text([]).Word(-1).Moment(null).Word(-1).Word(-1).Number(null);

    /// <summary>Adds the rows of another part of the run.</summary>
    internal void Add(EvidenceTables other)
    {
        foreach (var (mine, others) in All.Zip(other.All))
            mine.Add(others);
    }

    /// <summary>Forgets all rows; their room is used again.</summary>
    internal void Clear()
    {
        foreach (var table in All)
            table.Clear();
    }

    static EvidenceColumn Texts(string name) => new(name, ColumnType.Text);

    static EvidenceColumn Policy(Reference reference) => new("policy", Word, p => reference.Policies.Ids[p]);

    static EvidenceColumn Item(Reference reference) => new("item_code", Word, i => reference.Catalogue.Items[i]);

    static EvidenceColumn Department(Reference reference) => new("department", Word, d => reference.Catalogue.Departments[d]);

    static EvidenceColumn District() => new("district", Word, code => code.ToString(CultureInfo.InvariantCulture));

    static EvidenceColumn ChannelWord() => new("channel", Word, c => EventWords.Channels[c]);

    static EvidenceColumn OutcomeWord() => new("outcome", Word, o => _outcomes[o]);

    static EvidenceColumn State() => new("state", Word, s => _states[s]);

    static string WarningsOf(int bits) => string.Join(';', Warnings.Codes.Where((_, code) => (bits >> code & 1) != 0));
}
