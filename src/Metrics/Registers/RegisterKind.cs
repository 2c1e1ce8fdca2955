namespace Metrics.Registers;

/// <summary>A kind of rows of the register and the words that its cells may hold (contract 8).</summary>
/// <param name="Zh">Its word in Chinese.</param>
sealed record RegisterKind(string Id, string Zh)
{
    internal static readonly RegisterKind Organ = new("organ", "工作部门") { IsStock = true };

    internal static readonly RegisterKind Reconsideration = new("reconsideration", "行政复议")
    {
        Intakes = new("accepted 受理", "refused 不予受理", "told 告知", "forwarded 转送", "withdrawn 受理前撤回", "other 其他"),
        Outcomes = new("rejected 驳回", "upheld 维持", "unlawful 确认违法", "void 确认无效", "revoked 撤销", "changed 变更", "ordered 责令履行",
            "mediated 调解", "settled 和解", "withdrawn 自愿撤回", "withdrawn_changed 改变后撤回", "terminated 终止", "other 其他"),
    };

    internal static readonly RegisterKind Litigation = new("litigation", "行政应诉")
    {
        Outcomes = new("claim_rejected 驳回诉讼请求", "dismissed 驳回起诉", "withdrawn 撤诉", "revoked 撤销", "unlawful 确认违法", "void 确认无效",
            "changed 变更", "ordered 责令履行", "compensated 赔偿", "mediated 调解", "other 其他"),
        Tags = new("principal 正职出庭", "deputy 副职出庭", "in_charge 分管出庭"),
    };

    internal static readonly RegisterKind Judgment = new("judgment", "生效裁判") { Outcomes = new("performed 已履行", "refused 拒不履行") };

    static readonly RegisterKind[] _all =
    [
        Organ,
        new("rule", "配套制度") { Tags = Vocabulary.Any },
        new("separation", "证照分离"),
        new("certificate", "合并证种") { IsStock = true },
        new("licence", "营业执照") { Tags = new("merged 多证合一", "electronic 全程电子化") },
        new("review", "合法性审查") { Outcomes = new("lawful 合法", "amend 修改", "unlawful 不合法"), Tags = new("contract 合同", "document 文件") },
        new("document", "规范性文件")
        {
            Intakes = new("filed 报备"), Outcomes = new("passed 准予备案", "corrected 改正后备案", "revoked 撤销", "wrong 未纠正"),
        },
        new("adviser", "法律顾问") { IsStock = true, Tags = new("city 市政府", "department 部门", "town 乡镇") },
        Reconsideration,
        new("group_member", "成员单位") { IsStock = true },
        Litigation,
        Judgment,
        new("dispute", "矛盾纠纷") { Intakes = new("accepted 受理"), Outcomes = new("written 书面协议", "oral 口头协议", "failed 未成功") },
        new("petition", "信访积案") { Outcomes = new("resolved 化解") },
        new("lecture", "法治讲座"),
    ];

    static readonly Dictionary<string, RegisterKind> _byId = _all.ToDictionary(k => k.Id);
    static readonly Dictionary<string, RegisterKind> _byZh = _all.ToDictionary(k => k.Zh);

    /// <summary>It is there from a day to a day, so its first day begins no period.</summary>
    internal bool IsStock { get; init; }

    internal Vocabulary Intakes { get; init; } = Vocabulary.None;
    internal Vocabulary Outcomes { get; init; } = Vocabulary.None;
    internal Vocabulary Tags { get; init; } = Vocabulary.None;

    /// <summary>All kinds, for errors.</summary>
    internal static Bilingual Expected => new(string.Join('、', _all.Select(k => k.Zh)), string.Join(", ", _all.Select(k => $"{k.Id} ({k.Zh})")));

    /// <summary>The kind that a word means, in English or Chinese; null: none.</summary>
    internal static RegisterKind? Find(string word) => _byId.GetValueOrDefault(word) ?? _byZh.GetValueOrDefault(word);
}
