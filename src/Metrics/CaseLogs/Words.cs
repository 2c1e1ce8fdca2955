using Metrics.Events;
using Metrics.Files;

namespace Metrics.CaseLogs;

/// <summary>An event as a log names it; the result is set by the codes that decide it (11 to 13).</summary>
readonly record struct EventWord(EventKind Kind, Result Result);

/// <summary>What the words and codes in a log's columns mean (contract 1, 1.1).</summary>
static class Words
{
    static readonly WordTable _events = new(
        ("received", Code(EventKind.Received)), ("接件", Code(EventKind.Received)), ("1", Code(EventKind.Received)),
        ("accepted", Code(EventKind.Accepted)), ("受理", Code(EventKind.Accepted)), ("3", Code(EventKind.Accepted)),
        ("department_accepted", Code(EventKind.DepartmentAccepted)), ("部门受理", Code(EventKind.DepartmentAccepted)),
        ("8", Code(EventKind.DepartmentAccepted)),
        ("refused", Code(EventKind.Refused)), ("不予受理", Code(EventKind.Refused)), ("4", Code(EventKind.Refused)),
        ("5", Code(EventKind.Refused)),
        ("correction_started", Code(EventKind.CorrectionStarted)), ("补正开始", Code(EventKind.CorrectionStarted)),
        ("6", Code(EventKind.CorrectionStarted)),
        ("correction_ended", Code(EventKind.CorrectionEnded)), ("补正结束", Code(EventKind.CorrectionEnded)),
        ("7", Code(EventKind.CorrectionEnded)),
        ("special_started", Code(EventKind.SpecialStarted)), ("特别程序开始", Code(EventKind.SpecialStarted)),
        ("9", Code(EventKind.SpecialStarted)),
        ("special_ended", Code(EventKind.SpecialEnded)), ("特别程序结束", Code(EventKind.SpecialEnded)),
        ("10", Code(EventKind.SpecialEnded)),
        ("extended", Code(EventKind.Extended)), ("延期", Code(EventKind.Extended)),
        ("stage_started", Code(EventKind.StageStarted)), ("环节开始", Code(EventKind.StageStarted)),
        ("stage_done", Code(EventKind.StageDone)), ("环节办结", Code(EventKind.StageDone)),
        ("decided", Code(EventKind.Decided)), ("办结", Code(EventKind.Decided)),
        ("11", Code(EventKind.Decided, Events.Result.Granted)),
        ("12", Code(EventKind.Decided, Events.Result.GrantedConditionally)),
        ("13", Code(EventKind.Decided, Events.Result.Denied)),
        ("withdrawn", Code(EventKind.Withdrawn)), ("撤件", Code(EventKind.Withdrawn)), ("撤回", Code(EventKind.Withdrawn)),
        ("2", Code(EventKind.Withdrawn)), ("14", Code(EventKind.Withdrawn)),
        ("revoked", Code(EventKind.Revoked)), ("撤销", Code(EventKind.Revoked)), ("15", Code(EventKind.Revoked)),
        ("visited", Code(EventKind.Visited)), ("到厅", Code(EventKind.Visited)),
        ("rated", Code(EventKind.Rated)), ("评价", Code(EventKind.Rated)));

    static readonly WordTable _channels = new(
        ("one_window", (int)Events.Channel.OneWindow), ("1", (int)Events.Channel.OneWindow), ("窗口", (int)Events.Channel.OneWindow),
        ("one_net", (int)Events.Channel.OneNet), ("2", (int)Events.Channel.OneNet), ("电脑端", (int)Events.Channel.OneNet),
        ("3", (int)Events.Channel.OneNet), ("移动端", (int)Events.Channel.OneNet),
        ("other", (int)Events.Channel.Other), ("4", (int)Events.Channel.Other), ("快递", (int)Events.Channel.Other),
        ("9", (int)Events.Channel.Other), ("其他", (int)Events.Channel.Other));

    static readonly WordTable _results = new(
        ("granted", (int)Events.Result.Granted), ("准予许可", (int)Events.Result.Granted), ("准予", (int)Events.Result.Granted),
        ("通过", (int)Events.Result.Granted),
        ("granted_conditionally", (int)Events.Result.GrantedConditionally), ("容缺通过", (int)Events.Result.GrantedConditionally),
        ("denied", (int)Events.Result.Denied), ("不予许可", (int)Events.Result.Denied), ("不予", (int)Events.Result.Denied),
        ("不通过", (int)Events.Result.Denied));

    static readonly WordTable _reasons = new(
        ("hearing", (int)PauseReason.Hearing), ("听证", (int)PauseReason.Hearing),
        ("tender", (int)PauseReason.Tender), ("招标", (int)PauseReason.Tender),
        ("auction", (int)PauseReason.Auction), ("拍卖", (int)PauseReason.Auction),
        ("inspection", (int)PauseReason.Inspection), ("检验", (int)PauseReason.Inspection),
        ("testing", (int)PauseReason.Testing), ("检测", (int)PauseReason.Testing),
        ("quarantine", (int)PauseReason.Quarantine), ("检疫", (int)PauseReason.Quarantine),
        ("appraisal", (int)PauseReason.Appraisal), ("鉴定", (int)PauseReason.Appraisal),
        ("expert_review", (int)PauseReason.ExpertReview), ("专家评审", (int)PauseReason.ExpertReview));

    static readonly WordTable _flags = new(("0", 0), ("否", 0), ("1", 1), ("是", 1));

    static int Code(EventKind kind, Result result = Events.Result.None) => (int)kind | (int)result << 8;

    /// <summary><see cref="EventKind.None"/>: no such event.</summary>
    public static EventWord Event(ReadOnlySpan<byte> word)
    {
        var found = Math.Max(Find(_events, word), 0);
        return new((EventKind)(found & 0xFF), (Result)(found >> 8));
    }

    /// <summary><see cref="Channel.None"/>: no such channel.</summary>
    public static Channel Channel(ReadOnlySpan<byte> word) => (Channel)Math.Max(Find(_channels, word), 0);

    /// <summary><see cref="Result.None"/>: no such result.</summary>
    public static Result Result(ReadOnlySpan<byte> word) => (Result)Math.Max(_results.Find(word), 0);

    /// <summary>Any word that is not listed is <see cref="PauseReason.Other"/>, no word is none.</summary>
    public static PauseReason Reason(ReadOnlySpan<byte> word) => word.IsEmpty ? PauseReason.None
        : _reasons.Find(word) is >= 0 and var found ? (PauseReason)found : PauseReason.Other;

    /// <summary>No word is no; false: the word is none of the two.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> word, out bool flag)
    {
        var found = word.IsEmpty ? 0 : Find(_flags, word);
        flag = found == 1;
        return found >= 0;
    }

    /// <summary>A number of ASCII digits from <paramref name="min"/> to <paramref name="max"/> (at most 99), else 0.</summary>
    public static byte Number(ReadOnlySpan<byte> digits, int min, int max)
    {
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return 0;
        digits = digits.TrimStart((byte)'0');
        if (digits.Length is 0 or > 2)
            return 0;
        var number = digits.Length == 1 ? digits[0] - '0' : (digits[0] - '0') * 10 + digits[1] - '0';
        return number >= min && number <= max ? (byte)number : (byte)0;
    }

    /// <summary>As listed, or a numeric code with leading zeros.</summary>
    static int Find(WordTable table, ReadOnlySpan<byte> word)
    {
        var found = table.Find(word);
        if (found >= 0 || word.IsEmpty || word[0] != '0')
            return found;
        var code = IdentifierText.WithoutLeadingZeros(word);
        return code.Length == word.Length ? -1 : table.Find(code);
    }
}
