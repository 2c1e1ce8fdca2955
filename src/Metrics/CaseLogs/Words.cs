namespace Metrics.CaseLogs;

/// <summary>What the words and codes in a log's columns mean (contract sections 1 and 1.1).</summary>
static class Words
{
    static readonly WordTable s_events = new([
        ("received", Event(EventKind.Received)), ("接件", Event(EventKind.Received)), ("1", Event(EventKind.Received)),
        ("accepted", Event(EventKind.Accepted)), ("受理", Event(EventKind.Accepted)), ("3", Event(EventKind.Accepted)),
        ("department_accepted", Event(EventKind.DepartmentAccepted)), ("部门受理", Event(EventKind.DepartmentAccepted)),
        ("8", Event(EventKind.DepartmentAccepted)),
        ("refused", Event(EventKind.Refused)), ("不予受理", Event(EventKind.Refused)), ("4", Event(EventKind.Refused)),
        ("5", Event(EventKind.Refused)),
        ("correction_started", Event(EventKind.CorrectionStarted)), ("补正开始", Event(EventKind.CorrectionStarted)),
        ("6", Event(EventKind.CorrectionStarted)),
        ("correction_ended", Event(EventKind.CorrectionEnded)), ("补正结束", Event(EventKind.CorrectionEnded)),
        ("7", Event(EventKind.CorrectionEnded)),
        ("special_started", Event(EventKind.SpecialStarted)), ("特别程序开始", Event(EventKind.SpecialStarted)),
        ("9", Event(EventKind.SpecialStarted)),
        ("special_ended", Event(EventKind.SpecialEnded)), ("特别程序结束", Event(EventKind.SpecialEnded)),
        ("10", Event(EventKind.SpecialEnded)),
        ("extended", Event(EventKind.Extended)), ("延期", Event(EventKind.Extended)),
        ("stage_started", Event(EventKind.StageStarted)), ("环节开始", Event(EventKind.StageStarted)),
        ("stage_done", Event(EventKind.StageDone)), ("环节办结", Event(EventKind.StageDone)),
        ("decided", Event(EventKind.Decided)), ("办结", Event(EventKind.Decided)),
        ("11", Event(EventKind.Decided, CaseLogs.Result.Granted)),
        ("12", Event(EventKind.Decided, CaseLogs.Result.GrantedConditionally)),
        ("13", Event(EventKind.Decided, CaseLogs.Result.Denied)),
        ("withdrawn", Event(EventKind.Withdrawn)), ("撤件", Event(EventKind.Withdrawn)), ("撤回", Event(EventKind.Withdrawn)),
        ("2", Event(EventKind.Withdrawn)), ("14", Event(EventKind.Withdrawn)),
        ("revoked", Event(EventKind.Revoked)), ("撤销", Event(EventKind.Revoked)), ("15", Event(EventKind.Revoked)),
        ("visited", Event(EventKind.Visited)), ("到厅", Event(EventKind.Visited)),
        ("rated", Event(EventKind.Rated)), ("评价", Event(EventKind.Rated)),
    ]);

    static readonly WordTable s_channels = new([
        ("one_window", (int)CaseLogs.Channel.OneWindow), ("1", (int)CaseLogs.Channel.OneWindow), ("窗口", (int)CaseLogs.Channel.OneWindow),
        ("one_net", (int)CaseLogs.Channel.OneNet), ("2", (int)CaseLogs.Channel.OneNet), ("电脑端", (int)CaseLogs.Channel.OneNet),
        ("3", (int)CaseLogs.Channel.OneNet), ("移动端", (int)CaseLogs.Channel.OneNet),
        ("other", (int)CaseLogs.Channel.Other), ("4", (int)CaseLogs.Channel.Other), ("快递", (int)CaseLogs.Channel.Other),
        ("9", (int)CaseLogs.Channel.Other), ("其他", (int)CaseLogs.Channel.Other),
    ]);

    static readonly WordTable s_results = new([
        ("granted", (int)CaseLogs.Result.Granted), ("准予许可", (int)CaseLogs.Result.Granted), ("准予", (int)CaseLogs.Result.Granted),
        ("通过", (int)CaseLogs.Result.Granted),
        ("granted_conditionally", (int)CaseLogs.Result.GrantedConditionally), ("容缺通过", (int)CaseLogs.Result.GrantedConditionally),
        ("denied", (int)CaseLogs.Result.Denied), ("不予许可", (int)CaseLogs.Result.Denied), ("不予", (int)CaseLogs.Result.Denied),
        ("不通过", (int)CaseLogs.Result.Denied),
    ]);

    static readonly WordTable s_reasons = new([
        ("hearing", (int)PauseReason.Hearing), ("听证", (int)PauseReason.Hearing),
        ("tender", (int)PauseReason.Tender), ("招标", (int)PauseReason.Tender),
        ("auction", (int)PauseReason.Auction), ("拍卖", (int)PauseReason.Auction),
        ("inspection", (int)PauseReason.Inspection), ("检验", (int)PauseReason.Inspection),
        ("testing", (int)PauseReason.Testing), ("检测", (int)PauseReason.Testing),
        ("quarantine", (int)PauseReason.Quarantine), ("检疫", (int)PauseReason.Quarantine),
        ("appraisal", (int)PauseReason.Appraisal), ("鉴定", (int)PauseReason.Appraisal),
        ("expert_review", (int)PauseReason.ExpertReview), ("专家评审", (int)PauseReason.ExpertReview),
    ]);

    static int Event(EventKind kind, Result result = CaseLogs.Result.None) => (int)kind | (int)result << 8;

    /// <summary>The event; <paramref name="result"/> is not <see cref="Result.None"/> when the code itself decides it.</summary>
    public static EventKind Kind(ReadOnlySpan<byte> word, out Result result)
    {
        var found = Find(s_events, word);
        result = (Result)(Math.Max(found, 0) >> 8);
        return (EventKind)(Math.Max(found, 0) & 0xFF);
    }

    /// <summary><see cref="Channel.None"/>: no such channel.</summary>
    public static Channel Channel(ReadOnlySpan<byte> word) => (Channel)Math.Max(Find(s_channels, word), 0);

    /// <summary><see cref="Result.None"/>: no such result.</summary>
    public static Result Result(ReadOnlySpan<byte> word) => (Result)Math.Max(s_results.Find(word), 0);

    /// <summary>Any word that is not listed is <see cref="PauseReason.Other"/>, no word is none.</summary>
    public static PauseReason Reason(ReadOnlySpan<byte> word) => word.IsEmpty ? PauseReason.None
        : s_reasons.Find(word) is >= 0 and var found ? (PauseReason)found : PauseReason.Other;

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
        var code = word.TrimStart((byte)'0');
        return code.IsEmpty || code[0] is < (byte)'1' or > (byte)'9' ? -1 : table.Find(code);
    }
}
