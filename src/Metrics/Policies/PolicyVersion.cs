namespace Metrics.Policies;

/// <summary>What a limit is measured on.</summary>
public enum Measure : byte
{
    /// <summary>Acceptance to decision of one case.</summary>
    Case,
    /// <summary>Acceptance to the last of the stages applied for (环节).</summary>
    Stages,
    /// <summary>The union of the cases of a construction project (工程建设项目).</summary>
    Project,
}

/// <summary>A stage of a policy and its names.</summary>
public sealed record PolicyStage(StageNumber Stage, string Id, string NameZh, string NameEn);

/// <summary>One dated version of a policy (时限政策).</summary>
public sealed record PolicyVersion
{
    public required PolicyNumber Policy { get; init; }
    public required string Id { get; init; }
    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    public required Measure Measure { get; init; }
    /// <summary>Working days, 0 or more.</summary>
    public required int LimitDays { get; init; }
    /// <summary>Whether a correction (补正) stops the clock; statute names no such pause.</summary>
    public required bool CorrectionStopsClock { get; init; }
    /// <summary>The stages in the policy's order; at least one for <see cref="Measure.Stages"/>.</summary>
    public required IReadOnlyList<PolicyStage> Stages { get; init; }
    /// <summary>The item whose grant finishes a project; null for other measures.</summary>
    public required string? EndItem { get; init; }
    /// <summary>First day in force (included).</summary>
    public required Day From { get; init; }
    /// <summary>Last day in force (included).</summary>
    public required Day To { get; init; }

    public bool InForce(Day day) => From <= day && day <= To;

    /// <summary>Place of a stage in <see cref="Stages"/>, or -1.</summary>
    public int PlaceOf(StageNumber stage)
    {
        for (var i = 0; i < Stages.Count; i++)
        {
            if (Stages[i].Stage == stage)
                return i;
        }
        return -1;
    }
}
