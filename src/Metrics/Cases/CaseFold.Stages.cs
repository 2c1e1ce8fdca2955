using Metrics.Events;
using Metrics.Policies;

namespace Metrics.Cases;

/// <summary>The stages of a case of measure stages; those of other cases are ignored, wherever they stand.</summary>
sealed partial class CaseFold
{
    int _stagesOpen;

    bool IsStages => _case.Version?.Measure == Measure.Stages;

    void ApplyFor(ReadOnlySpan<byte> stages, PolicyVersion version, Day day)
    {
        if (_case.Stages.Length == version.Stages.Count)
            Array.Clear(_case.Stages);
        else
            _case.Stages = new StageState[version.Stages.Count];
        _stagesOpen = 0;
        var unknown = false;
        foreach (var piece in stages.Split((byte)';'))
        {
            if (stages[piece] is { IsEmpty: false } word && !Apply(version.PlaceOf(reference.Policies.FindStage(word))))
                unknown = true;
        }
        if (unknown)
            Warn(Warning.StageNotInPolicy);
        if (_stagesOpen == 0)
        {
            for (var place = 0; place < version.Stages.Count; place++)
                Apply(place);
        }
        foreach (ref var stage in _case.Stages.AsSpan())
            stage.StartDay = day;
    }

    bool Apply(int place)
    {
        if (place < 0)
            return false;
        _stagesOpen += _case.Stages[place].Applied ? 0 : 1;
        _case.Stages[place].Applied = true;
        return true;
    }

    void StageEvent(in CaseLine line, ReadOnlySpan<byte> stage)
    {
        var place = _case.Version!.PlaceOf(reference.Policies.FindStage(stage));
        if (place < 0 || !_case.Stages[place].Applied)
            Warn(Warning.StageNotAppliedFor);
        else if (line.Kind == EventKind.StageStarted)
            StartStage(ref _case.Stages[place], Day.Of(line.At));
        else
            FinishStage(ref _case.Stages[place], line.At);
    }

    void StartStage(ref StageState stage, Day day)
    {
        if (stage.Started)
            Warn(Warning.StageStartedTwice);
        else if (!stage.Done)
            stage.StartDay = day;
        stage.Started = true;
    }

    void FinishStage(ref StageState stage, long at)
    {
        if (stage.Done)
        {
            Warn(Warning.StageDoneTwice);
            return;
        }
        stage.Done = true;
        stage.DoneAt = at;
        if (--_stagesOpen == 0)
            End(Outcome.StagesDone, at);
    }
}
