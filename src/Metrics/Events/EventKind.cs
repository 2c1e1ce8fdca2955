namespace Metrics.Events;

/// <summary>What happened to a case; the number is its rank in event order (contract 1.1).</summary>
public enum EventKind : byte
{
    None = 0,
    /// <summary>接件</summary>
    Received = 1,
    /// <summary>受理: starts the clock.</summary>
    Accepted = 2,
    /// <summary>部门受理</summary>
    DepartmentAccepted = 3,
    /// <summary>不予受理</summary>
    Refused = 4,
    /// <summary>补正开始</summary>
    CorrectionStarted = 5,
    /// <summary>补正结束</summary>
    CorrectionEnded = 6,
    /// <summary>特别程序开始</summary>
    SpecialStarted = 7,
    /// <summary>特别程序结束</summary>
    SpecialEnded = 8,
    /// <summary>延期</summary>
    Extended = 9,
    /// <summary>环节开始</summary>
    StageStarted = 10,
    /// <summary>环节办结</summary>
    StageDone = 11,
    /// <summary>办结</summary>
    Decided = 12,
    /// <summary>撤件, 撤回</summary>
    Withdrawn = 13,
    /// <summary>撤销</summary>
    Revoked = 14,
    /// <summary>到厅</summary>
    Visited = 15,
    /// <summary>评价</summary>
    Rated = 16,
}

/// <summary>How the case came in (办理形式).</summary>
public enum Channel : byte
{
    None = 0,
    OneWindow = 1,
    OneNet = 2,
    Other = 3,
}

/// <summary>The decision (办理结果).</summary>
public enum Result : byte
{
    None = 0,
    Granted = 1,
    GrantedConditionally = 2,
    Denied = 3,
}

/// <summary>Why a pause started (原因); art. 45 of the 行政许可法 lists the special procedures.</summary>
public enum PauseReason : byte
{
    None = 0,
    Hearing = 1,
    Tender = 2,
    Auction = 3,
    Inspection = 4,
    Testing = 5,
    Quarantine = 6,
    Appraisal = 7,
    ExpertReview = 8,
    Other = 9,
}
