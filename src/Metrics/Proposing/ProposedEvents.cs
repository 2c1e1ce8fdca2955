using Metrics.Events;

namespace Metrics.Proposing;

/// <summary>The events of a row that is a case (宽表): one for each column of times.</summary>
sealed class ProposedEvents(UnknownTable table, ProposedFields fields, ISet<FileColumn> used)
{
    readonly List<ProposedLine> _lines = [];

    public List<ProposedLine> Lines()
    {
        foreach (var kind in Enum.GetValues<EventKind>().Where(k => k != EventKind.None))
            Propose(kind, EventWords.Of(kind));
        return _lines;
    }

    void Propose(EventKind kind, string name)
    {
        var at = table.Find(name);
        switch (kind)
        {
            case EventKind.Accepted:
                ProposeAcceptance(at ?? table.Find("received"), isOwn: at is not null);
                break;
            case EventKind.Decided when at is not null:
                ProposeDecision(at);
                break;
            case EventKind.Extended when at is not null && table.Find("days") is not null:
                Add(name, at, null, Field("days"));
                break;
            case EventKind.Rated when table.Find("rating") is { } rating:
                ProposeRating(rating, at);
                break;
            // A row has one time for all its stages, and no number for an extension that has no days.
            case EventKind.StageStarted or EventKind.StageDone or EventKind.Extended or EventKind.Decided or EventKind.Rated:
                break;
            default:
                if (at is not null)
                    Add(name, at, null, "");
                break;
        }
    }

    /// <summary>What the status says is refused is not accepted.</summary>
    void ProposeAcceptance(FileColumn? at, bool isOwn)
    {
        if (at is null)
            return;
        Bilingual? doubt = isOwn ? null : new("文件中没有受理时间，以申请时间代替", "the file has no time of acceptance: that of the application is taken");
        var (refused, others) = Split(table.Find("status") ?? table.Find("event"), "status", "refused");
        Add("accepted", at, doubt, refused.Length == 0 ? "" : others);
        if (refused.Length > 0)
            Add("refused", at, null, refused);
    }

    /// <summary>A case whose result says that the applicant took it back is withdrawn, not decided.</summary>
    void ProposeDecision(FileColumn at)
    {
        var (withdrawn, others) = Split(table.Find("result"), "result", "withdrawn");
        var result = fields.Source("result")!.Value;
        Add("decided", at, result.Doubt, $"{(withdrawn.Length == 0 ? "" : others)}, \"fields\": {{ \"result\": {result.Json} }}");
        if (withdrawn.Length > 0)
            Add("withdrawn", at, null, withdrawn);
    }

    void ProposeRating(FileColumn rating, FileColumn? at)
    {
        if (at is not null)
        {
            Add("rated", at, null, Field("rating"));
        }
        else if (table.Find("decided") is { } decided && rating.Words.Count > 0)
        {
            Add("rated", decided, new("文件中没有评价时间，以办结时间代替", "the file has no time of the rating: that of the decision is taken"),
                When(rating, rating.Words) + Field("rating"));
        }
    }

    string Field(string name) => $", \"fields\": {{ \"{name}\": {fields.Source(name)!.Value.Json} }}";

    /// <summary>Conditions on a column: its words that mean this, and all its other words; empty where none does.</summary>
    (string Those, string Others) Split(FileColumn? column, string name, string means)
    {
        var those = column?.Words.Where(w => Vocabulary.Word(name, w) == means).ToList() ?? [];
        if (column is null || those.Count == 0)
            return ("", "");
        used.Add(column);
        return (When(column, those), When(column, [.. column.Words.Except(those), ""]));
    }

    static string When(FileColumn column, IEnumerable<string> words) =>
        $", \"when\": {{ {ProposedLine.Quote(column.Header)}: [{ProposedLine.Quote(words)}] }}";

    void Add(string name, FileColumn at, Bilingual? doubt, string rest)
    {
        used.Add(at);
        doubt ??= at.IsSure ? null : new("由表头部分文字推断", "a part of the header is known");
        _lines.Add(ProposedLine.Of($"{{ \"event\": \"{name}\", \"at\": {ProposedLine.Quote(at.Header)}{rest} }}", doubt));
    }
}
